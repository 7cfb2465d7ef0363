package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
	"sigs.k8s.io/yaml"
)

type order struct {
	Chart     string   `json:"chart"`
	Name      string   `json:"name"`
	Namespace string   `json:"namespace"`
	Values    []string `json:"values"`
}

type rendering struct {
	Files map[string]string `json:"files"`
	// What the chart's schema is asked about.
	Values  interface{} `json:"values"`
	Problem string      `json:"problem"`
}

type files string

// Get gives a file of the chart, or nothing, as Helm does.
func (folder files) Get(name string) string {
	text, err := os.ReadFile(filepath.Join(string(folder), name))
	if err != nil {
		return ""
	}
	return string(text)
}

func render(wanted order) rendering {
	values := map[string]interface{}{}
	for _, text := range append([]string{files(wanted.Chart).Get("values.yaml")}, wanted.Values...) {
		more := map[string]interface{}{}
		if err := yaml.Unmarshal([]byte(text), &more); err != nil {
			return rendering{Problem: err.Error()}
		}
		merge(values, more)
	}

	about := map[string]interface{}{}
	must(yaml.Unmarshal([]byte(files(wanted.Chart).Get("Chart.yaml")), &about))
	chart := map[string]interface{}{"Name": about["name"], "Version": about["version"], "AppVersion": about["appVersion"]}
	release := map[string]interface{}{"Name": wanted.Name, "Namespace": wanted.Namespace, "Service": "Helm", "IsInstall": true, "IsUpgrade": false, "Revision": 1}
	root, names := parse(wanted.Chart)
	done := rendering{Files: map[string]string{}, Values: values}
	for _, name := range names {
		var output bytes.Buffer
		err := root.ExecuteTemplate(&output, name, map[string]interface{}{
			"Values": values, "Release": release, "Chart": chart, "Files": files(wanted.Chart), "Template": map[string]interface{}{"Name": name},
		})
		if err != nil {
			return rendering{Values: values, Problem: err.Error()}
		}
		// A missing value is nothing, as in Helm.
		done.Files[name] = strings.ReplaceAll(output.String(), "<no value>", "")
	}
	return done
}

// merge lays values over the chart's own, as Helm does: maps are joined, everything else is replaced, null takes away.
func merge(below, above map[string]interface{}) {
	for key, value := range above {
		inner, isMap := value.(map[string]interface{})
		if former, wasMap := below[key].(map[string]interface{}); isMap && wasMap {
			merge(former, inner)
		} else if value == nil {
			delete(below, key)
		} else {
			below[key] = value
		}
	}
}

func parse(chart string) (*template.Template, []string) {
	root := template.New("chart").Option("missingkey=zero")
	root.Funcs(functions(root))
	names := []string{}
	folder := filepath.Join(chart, "templates")
	must(filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, _ := filepath.Rel(chart, path)
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		// Files whose name starts with an underscore only define.
		if !strings.HasPrefix(entry.Name(), "_") {
			names = append(names, name)
		}
		_, err = root.New(name).Parse(string(text))
		return err
	}))
	return root, names
}

// functions are Sprig's without those that Helm takes away, and those that Helm adds. The chart uses neither tpl nor lookup.
func functions(root *template.Template) template.FuncMap {
	known := sprig.TxtFuncMap()
	delete(known, "env")
	delete(known, "expandenv")
	known["include"] = func(name string, data interface{}) (string, error) {
		var output strings.Builder
		err := root.ExecuteTemplate(&output, name, data)
		return output.String(), err
	}
	known["toYaml"] = func(value interface{}) string {
		text, err := yaml.Marshal(value)
		if err != nil {
			return ""
		}
		return strings.TrimSuffix(string(text), "\n")
	}
	known["required"] = func(message string, value interface{}) (interface{}, error) {
		if text, isText := value.(string); value == nil || (isText && text == "") {
			return value, fmt.Errorf("%s", message)
		}
		return value, nil
	}
	return known
}
