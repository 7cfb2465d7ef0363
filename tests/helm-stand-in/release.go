package main

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"sort"
	"strconv"
	"time"
)

// release is one revision, in the form in which Helm 3 keeps it: JSON, packed, in base64, in a Secret of its own.
type release struct {
	Name      string `json:"name"`
	Namespace string `json:"namespace"`
	Version   int    `json:"version"`
	Manifest  string `json:"manifest"`
	Config    object `json:"config"`
	Chart     object `json:"chart"`
	Info      struct {
		Status      string    `json:"status"`
		Description string    `json:"description"`
		Deployed    time.Time `json:"last_deployed"`
	} `json:"info"`
}

func (of *release) secret() object {
	text, err := json.Marshal(of)
	must(err)
	var packed bytes.Buffer
	writer := gzip.NewWriter(&packed)
	_, err = writer.Write(text)
	must(err)
	must(writer.Close())
	inner := base64.StdEncoding.EncodeToString(packed.Bytes())
	return object{
		"apiVersion": "v1", "kind": "Secret", "type": "helm.sh/release.v1",
		"metadata": object{
			"name": fmt.Sprintf("sh.helm.release.v1.%s.v%d", of.Name, of.Version), "namespace": of.Namespace,
			"labels": object{"name": of.Name, "owner": "helm", "status": of.Info.Status, "version": strconv.Itoa(of.Version)},
		},
		"data": object{"release": base64.StdEncoding.EncodeToString([]byte(inner))},
	}
}

func unpacked(secret object) *release {
	outer, err := base64.StdEncoding.DecodeString(secret["data"].(object)["release"].(string))
	must(err)
	packed, err := base64.StdEncoding.DecodeString(string(outer))
	must(err)
	reader, err := gzip.NewReader(bytes.NewReader(packed))
	must(err)
	text, err := io.ReadAll(reader)
	must(err)
	found := &release{}
	must(json.Unmarshal(text, found))
	return found
}

// history gives every revision, the oldest first.
func (at *cluster) history(namespace, name string) ([]*release, error) {
	_, said, err := at.call("GET", "/api/v1/namespaces/"+namespace+"/secrets?labelSelector=owner%3Dhelm%2Cname%3D"+name, "", nil)
	if err != nil {
		return nil, err
	}
	found := []*release{}
	items, _ := said["items"].([]interface{})
	for _, item := range items {
		found = append(found, unpacked(item.(object)))
	}
	sort.Slice(found, func(i, j int) bool { return found[i].Version < found[j].Version })
	return found, nil
}

func (at *cluster) keep(made *release, status, description string) error {
	made.Info.Status, made.Info.Description, made.Info.Deployed = status, description, time.Now().UTC()
	return at.create(made.secret())
}

func (at *cluster) say(of *release, status, description string) error {
	of.Info.Status, of.Info.Description = status, description
	secret := of.secret()
	return at.patch(secret, object{"metadata": object{"labels": metadata(secret)["labels"]}, "data": secret["data"]})
}

func inUse(history []*release) *release {
	for i := len(history) - 1; i >= 0; i-- {
		if history[i].Info.Status == "deployed" {
			return history[i]
		}
	}
	return nil
}
