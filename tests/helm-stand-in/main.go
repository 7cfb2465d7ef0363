// What the tests need of Helm and kubectl, from the libraries that both are made of: Go's text/template with Sprig, and
// sigs.k8s.io/yaml. Standard input and output are JSON.
//
//	read    [text, ...]                                  gives [[document, ...], ...]
//	render  [{chart, name, namespace, values: [text]}]   gives [{files: {name: text}, values, problem}]
//
// Everything else is Helm's own command line as far as README.md says.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"sigs.k8s.io/yaml"
)

func main() {
	var result interface{}
	switch os.Args[1] {
	case "read":
		var texts []string
		must(json.NewDecoder(os.Stdin).Decode(&texts))
		all := make([][]json.RawMessage, 0, len(texts))
		for _, text := range texts {
			all = append(all, documents(text))
		}
		result = all
	case "render":
		var orders []order
		must(json.NewDecoder(os.Stdin).Decode(&orders))
		all := make([]rendering, 0, len(orders))
		for _, wanted := range orders {
			all = append(all, render(wanted))
		}
		result = all
	default:
		command(os.Args[1:])
		return
	}
	must(json.NewEncoder(os.Stdout).Encode(result))
}

// documents splits where kubectl and Helm split: at a line that starts with three hyphens.
func documents(text string) []json.RawMessage {
	found := []json.RawMessage{}
	for _, part := range strings.Split("\n"+text, "\n---") {
		read, err := yaml.YAMLToJSONStrict([]byte(part))
		must(err)
		if string(read) != "null" {
			found = append(found, read)
		}
	}
	return found
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
