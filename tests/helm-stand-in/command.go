package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"syscall"
	"time"

	"sigs.k8s.io/yaml"
)

// said is what stands on the command line.
type said struct {
	words  []string
	values []string
	flags  map[string]string
}

// In Helm these have no value.
var bare = map[string]bool{
	"install": true, "create-namespace": true, "atomic": true, "rollback-on-failure": true, "no-hooks": true, "short": true, "force-conflicts": true,
}

func read(arguments []string) said {
	found := said{flags: map[string]string{}}
	for i := 0; i < len(arguments); i++ {
		flag := strings.TrimPrefix(arguments[i], "--")
		switch {
		case flag == arguments[i]:
			found.words = append(found.words, flag)
		case bare[flag]:
			found.flags[flag] = "true"
		case flag == "values":
			i++
			found.values = append(found.values, arguments[i])
		default:
			i++
			found.flags[flag] = arguments[i]
		}
	}
	return found
}

func command(arguments []string) {
	asked := read(arguments)
	if asked.words[0] == "version" {
		version := os.Getenv("HELM_STAND_IN_VERSION")
		if version == "" {
			version = "v3.14.4"
		}
		fmt.Println(version + "+gstandin")
		return
	}
	if asked.words[0] == "template" {
		fmt.Print(asked.rendered(asked.words[1], asked.words[2]).Manifest)
		return
	}
	if asked.words[0] == "get" {
		asked.words = asked.words[1:]
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	fail(run(ctx, open(asked.flags["kube-context"]), asked))
}

func run(ctx context.Context, at *cluster, asked said) error {
	name, namespace := asked.words[1], asked.flags["namespace"]
	history, err := at.history(namespace, name)
	if err != nil {
		return err
	}
	if asked.words[0] == "upgrade" {
		return upgrade(ctx, at, asked, history)
	}
	if len(history) == 0 {
		return fmt.Errorf("release: not found")
	}
	switch asked.words[0] {
	case "history":
		rows := []object{}
		for _, one := range history {
			rows = append(rows, object{"revision": one.Version, "status": one.Info.Status, "description": one.Info.Description,
				"updated": one.Info.Deployed, "chart": one.Chart["name"], "app_version": one.Chart["appVersion"]})
		}
		return json.NewEncoder(os.Stdout).Encode(rows)
	case "manifest":
		one, err := revision(history, asked.flags["revision"])
		if err == nil {
			fmt.Print(one.Manifest)
		}
		return err
	case "rollback":
		one, err := revision(history, asked.words[2])
		if err != nil {
			return err
		}
		return rollback(ctx, at, history, one, 0)
	case "uninstall":
		return uninstall(at, history)
	}
	return fmt.Errorf("unknown command %q for \"helm\"", asked.words[0])
}

func revision(history []*release, number string) (*release, error) {
	for _, one := range history {
		if strconv.Itoa(one.Version) == number {
			return one, nil
		}
	}
	return nil, fmt.Errorf("release: not found")
}

// rendered is the chart with its values, not kept anywhere.
func (asked said) rendered(name, chart string) *release {
	texts := []string{}
	values := object{}
	for _, file := range asked.values {
		text, err := os.ReadFile(file)
		if file == "-" {
			text, err = io.ReadAll(os.Stdin)
		}
		must(err)
		texts = append(texts, string(text))
		more := object{}
		must(yaml.Unmarshal(text, &more))
		merge(values, more)
	}
	done := render(order{Chart: chart, Name: name, Namespace: asked.flags["namespace"], Values: texts})
	if done.Problem != "" {
		must(fmt.Errorf("Error: %s", done.Problem))
	}
	about := object{}
	must(yaml.Unmarshal([]byte(files(chart).Get("Chart.yaml")), &about))
	made := &release{Name: name, Namespace: asked.flags["namespace"], Config: values, Chart: about}
	names := []string{}
	for file := range done.Files {
		if filepath.Ext(file) == ".yaml" {
			names = append(names, file)
		}
	}
	sort.Strings(names)
	type source struct {
		file string
		of   object
	}
	all := []source{}
	for _, file := range names {
		for _, text := range documents(done.Files[file]) {
			of := object{}
			must(json.Unmarshal(text, &of))
			notes, _ := metadata(of)["annotations"].(object)
			if notes["helm.sh/hook"] == nil {
				all = append(all, source{file, of})
			}
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return rank(all[i].of) < rank(all[j].of) })
	for _, one := range all {
		text, err := yaml.Marshal(one.of)
		must(err)
		made.Manifest += fmt.Sprintf("---\n# Source: mathesar/%s\n%s", one.file, text)
	}
	return made
}

var kinds = []string{"NetworkPolicy", "PodDisruptionBudget", "Secret", "ConfigMap", "PersistentVolumeClaim", "Service", "Deployment",
	"HorizontalPodAutoscaler", "StatefulSet", "Ingress"}

func rank(of object) int {
	for at, kind := range kinds {
		if kind == of["kind"] {
			return at
		}
	}
	return len(kinds)
}

func patience(asked said) time.Duration {
	limit, err := time.ParseDuration(asked.flags["timeout"])
	if err != nil {
		return 5 * time.Minute
	}
	return limit
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "Error: "+err.Error())
		os.Exit(1)
	}
}
