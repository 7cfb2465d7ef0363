package main

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"

	"sigs.k8s.io/yaml"
)

type object = map[string]interface{}

// cluster is one API server, as a context of the kubeconfig leads to it.
type cluster struct {
	server string
	token  string
	client *http.Client
	kinds  map[string][]resource
}

type resource struct {
	Name       string `json:"name"`
	Kind       string `json:"kind"`
	Namespaced bool   `json:"namespaced"`
}

type kubeconfig struct {
	CurrentContext string `json:"current-context"`
	Contexts       []struct {
		Name    string `json:"name"`
		Context struct{ Cluster, User string }
	} `json:"contexts"`
	Clusters []struct {
		Name    string `json:"name"`
		Cluster struct {
			Server    string `json:"server"`
			Authority []byte `json:"certificate-authority-data"`
		} `json:"cluster"`
	} `json:"clusters"`
	Users []struct {
		Name string `json:"name"`
		User struct {
			Token       string `json:"token"`
			Certificate []byte `json:"client-certificate-data"`
			Key         []byte `json:"client-key-data"`
			Exec        *struct {
				Command string   `json:"command"`
				Args    []string `json:"args"`
			} `json:"exec"`
		} `json:"user"`
	} `json:"users"`
}

func open(context string) *cluster {
	text, err := os.ReadFile(os.Getenv("KUBECONFIG"))
	must(err)
	var config kubeconfig
	must(yaml.Unmarshal(text, &config))
	if context == "" {
		context = config.CurrentContext
	}
	found := &cluster{kinds: map[string][]resource{}}
	trust := &tls.Config{RootCAs: x509.NewCertPool()}
	for _, known := range config.Contexts {
		if known.Name != context {
			continue
		}
		for _, named := range config.Clusters {
			if named.Name == known.Context.Cluster {
				found.server = named.Cluster.Server
				trust.RootCAs.AppendCertsFromPEM(named.Cluster.Authority)
			}
		}
		for _, named := range config.Users {
			if named.Name != known.Context.User {
				continue
			}
			found.token = named.User.Token
			if len(named.User.Certificate) > 0 {
				pair, err := tls.X509KeyPair(named.User.Certificate, named.User.Key)
				must(err)
				trust.Certificates = []tls.Certificate{pair}
			}
			if named.User.Exec != nil {
				said, err := exec.Command(named.User.Exec.Command, named.User.Exec.Args...).Output()
				must(err)
				var granted struct{ Status struct{ Token string } }
				must(json.Unmarshal(said, &granted))
				found.token = granted.Status.Token
			}
		}
	}
	if found.server == "" {
		must(fmt.Errorf("Kubernetes cluster unreachable: context %q does not exist", context))
	}
	if said := os.Getenv("HELM_KUBEAPISERVER"); said != "" {
		found.server = said
	}
	found.client = &http.Client{Transport: &http.Transport{TLSClientConfig: trust}}
	return found
}

// call gives the status and what the server says; an error where nobody answers.
func (at *cluster) call(method, path, form string, body interface{}) (int, object, error) {
	var text io.Reader
	if body != nil {
		written, err := json.Marshal(body)
		must(err)
		text = bytes.NewReader(written)
	}
	request, err := http.NewRequest(method, at.server+path, text)
	must(err)
	request.Header.Set("User-Agent", "helm/stand-in")
	request.Header.Set("Accept", "application/json")
	if form != "" {
		request.Header.Set("Content-Type", form)
	}
	if at.token != "" {
		request.Header.Set("Authorization", "Bearer "+at.token)
	}
	answer, err := at.client.Do(request)
	if err != nil {
		return 0, nil, fmt.Errorf("Kubernetes cluster unreachable: %w", err)
	}
	defer answer.Body.Close()
	var said object
	if err := json.NewDecoder(answer.Body).Decode(&said); err != nil {
		return 0, nil, err
	}
	if answer.StatusCode >= 300 && answer.StatusCode != 404 {
		return answer.StatusCode, said, fmt.Errorf("%v", said["message"])
	}
	return answer.StatusCode, said, nil
}

// path gives the address of an object; without its name that of its kind.
func (at *cluster) path(of object, withName bool) (string, error) {
	version := of["apiVersion"].(string)
	root := "/api/" + version
	if strings.Contains(version, "/") {
		root = "/apis/" + version
	}
	if at.kinds[root] == nil {
		_, said, err := at.call("GET", root, "", nil)
		if err != nil {
			return "", err
		}
		text, _ := json.Marshal(said["resources"])
		var list []resource
		must(json.Unmarshal(text, &list))
		at.kinds[root] = list
	}
	for _, kind := range at.kinds[root] {
		if kind.Kind == of["kind"] && !strings.Contains(kind.Name, "/") {
			path := root
			if kind.Namespaced {
				path += "/namespaces/" + place(of)
			}
			path += "/" + kind.Name
			if withName {
				path += "/" + name(of)
			}
			return path, nil
		}
	}
	return "", fmt.Errorf("unable to build kubernetes objects from release manifest: resource mapping not found for name: %q: "+
		"no matches for kind %q in version %q", name(of), of["kind"], version)
}

// get gives what is there; nothing where there is none.
func (at *cluster) get(of object) (object, error) {
	path, err := at.path(of, true)
	if err != nil {
		return nil, err
	}
	status, said, err := at.call("GET", path, "", nil)
	if status == 404 || err != nil {
		return nil, err
	}
	return said, nil
}

func (at *cluster) create(made object) error {
	path, err := at.path(made, false)
	if err == nil {
		_, _, err = at.call("POST", path+"?fieldManager=helm", "application/json", made)
	}
	return err
}

func (at *cluster) patch(of, patch object) error {
	path, err := at.path(of, true)
	if err == nil && len(patch) > 0 {
		_, _, err = at.call("PATCH", path+"?fieldManager=helm", "application/merge-patch+json", patch)
	}
	return err
}

func (at *cluster) remove(of object) error {
	path, err := at.path(of, true)
	if err == nil {
		_, _, err = at.call("DELETE", path+"?propagationPolicy=Background", "", nil)
	}
	return err
}

func metadata(of object) object { return of["metadata"].(object) }

func name(of object) string { return metadata(of)["name"].(string) }

func place(of object) string {
	said, _ := metadata(of)["namespace"].(string)
	return said
}
