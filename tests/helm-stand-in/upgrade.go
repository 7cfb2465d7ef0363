package main

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"
)

// objects are those of a manifest, each with the marks by which Helm knows its own.
func (of *release) objects() []object {
	found := []object{}
	for _, text := range documents(of.Manifest) {
		one := object{}
		must(json.Unmarshal(text, &one))
		found = append(found, one)
	}
	return found
}

func (of *release) marked(one object) object {
	made := copied(one)
	notes, isThere := metadata(made)["annotations"].(object)
	if !isThere {
		notes = object{}
		metadata(made)["annotations"] = notes
	}
	notes["meta.helm.sh/release-name"], notes["meta.helm.sh/release-namespace"] = of.Name, of.Namespace
	return made
}

func (of *release) owns(live object) bool {
	notes, _ := metadata(live)["annotations"].(object)
	return notes["meta.helm.sh/release-name"] == of.Name && notes["meta.helm.sh/release-namespace"] == of.Namespace
}

func upgrade(ctx context.Context, at *cluster, asked said, history []*release) error {
	made := asked.rendered(asked.words[1], asked.words[2])
	description := asked.flags["description"]
	isAtomic := asked.flags["atomic"] != "" || asked.flags["rollback-on-failure"] != ""
	if len(history) == 0 {
		return install(ctx, at, asked, made, description, isAtomic)
	}
	last, current := history[len(history)-1], inUse(history)
	if strings.HasPrefix(last.Info.Status, "pending-") {
		return fmt.Errorf("UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress")
	}
	if current == nil {
		current = last
	}
	if err := imported(at, made, current); err != nil {
		return fmt.Errorf("UPGRADE FAILED: %w", err)
	}
	made.Version = last.Version + 1
	if err := at.keep(made, "pending-upgrade", "Preparing upgrade"); err != nil {
		return err
	}
	err := replace(at, current, made)
	if err == nil && isAtomic {
		err = wait(ctx, at, made, patience(asked))
	}
	if err != nil {
		at.say(made, "failed", fmt.Sprintf("Upgrade %q failed: %s", made.Name, err))
		if isAtomic {
			history, _ = at.history(made.Namespace, made.Name)
			if back := rollback(context.Background(), at, history, inUse(history), patience(asked)); back != nil {
				return fmt.Errorf("UPGRADE FAILED: an error occurred while rolling back the release: %w", back)
			}
			return fmt.Errorf("UPGRADE FAILED: release %s failed, and has been rolled back due to atomic being set: %w", made.Name, err)
		}
		return fmt.Errorf("UPGRADE FAILED: %w", err)
	}
	if current.Info.Status == "deployed" {
		if err := at.say(current, "superseded", current.Info.Description); err != nil {
			return err
		}
	}
	return at.say(made, "deployed", or(description, "Upgrade complete"))
}

func install(ctx context.Context, at *cluster, asked said, made *release, description string, isAtomic bool) error {
	space := object{"apiVersion": "v1", "kind": "Namespace", "metadata": object{"name": made.Namespace, "labels": object{"name": made.Namespace}}}
	if found, err := at.get(space); err == nil && found == nil && asked.flags["create-namespace"] != "" {
		if err := at.create(space); err != nil {
			return err
		}
	}
	if err := imported(at, made, nil); err != nil {
		return fmt.Errorf("%w", err)
	}
	made.Version = 1
	if err := at.keep(made, "pending-install", "Initial install underway"); err != nil {
		return err
	}
	err := replace(at, nil, made)
	if err == nil && isAtomic {
		err = wait(ctx, at, made, patience(asked))
	}
	if err != nil {
		at.say(made, "failed", fmt.Sprintf("Release %q failed: %s", made.Name, err))
		if isAtomic {
			if gone := uninstall(at, []*release{made}); gone != nil {
				return fmt.Errorf("INSTALLATION FAILED: an error occurred while uninstalling the release: %w", gone)
			}
			return fmt.Errorf("INSTALLATION FAILED: release %s failed, and has been uninstalled due to atomic being set: %w", made.Name, err)
		}
		return fmt.Errorf("INSTALLATION FAILED: %w", err)
	}
	return at.say(made, "deployed", or(description, "Install complete"))
}

func rollback(ctx context.Context, at *cluster, history []*release, target *release, limit time.Duration) error {
	last := history[len(history)-1]
	made := &release{Name: target.Name, Namespace: target.Namespace, Version: last.Version + 1, Manifest: target.Manifest, Config: target.Config,
		Chart: target.Chart}
	if err := at.keep(made, "pending-rollback", fmt.Sprintf("Rollback to %d", target.Version)); err != nil {
		return err
	}
	err := replace(at, last, made)
	if err == nil && limit > 0 {
		err = wait(ctx, at, made, limit)
	}
	if err != nil {
		at.say(made, "failed", fmt.Sprintf("Rollback %q failed: %s", made.Name, err))
		return err
	}
	for _, one := range history {
		if one == last || one.Info.Status == "deployed" {
			if err := at.say(one, "superseded", one.Info.Description); err != nil {
				return err
			}
		}
	}
	return at.say(made, "deployed", made.Info.Description)
}

func uninstall(at *cluster, history []*release) error {
	last := history[len(history)-1]
	if err := at.say(last, "uninstalling", "Deletion in progress (or silently failed)"); err != nil {
		return err
	}
	objects := last.objects()
	for i := len(objects) - 1; i >= 0; i-- {
		if !isKept(objects[i]) {
			if err := at.remove(objects[i]); err != nil {
				return err
			}
		}
	}
	for _, one := range history {
		if err := at.remove(one.secret()); err != nil {
			return err
		}
	}
	return nil
}

// imported says which object is somebody else's.
func imported(at *cluster, made, former *release) error {
	for _, one := range made.objects() {
		live, err := at.get(one)
		if err != nil {
			return err
		}
		if live != nil && !made.owns(live) && (former == nil || !has(former, one)) {
			return fmt.Errorf("Unable to continue with install: %s %q in namespace %q exists and cannot be imported into the current release: "+
				"invalid ownership metadata", one["kind"], name(one), place(one))
		}
	}
	return nil
}

// replace makes, changes and deletes until the cluster has the objects of a revision in place of those of another.
func replace(at *cluster, former, wanted *release) error {
	for _, one := range wanted.objects() {
		live, err := at.get(one)
		if err != nil {
			return err
		}
		next := wanted.marked(one)
		if live == nil {
			err = at.create(next)
		} else {
			err = at.patch(one, patched(before(former, one), next, live))
		}
		if err != nil {
			return err
		}
	}
	if former != nil {
		for _, one := range former.objects() {
			if !has(wanted, one) && !isKept(one) {
				if err := at.remove(one); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// patched is what a live object lacks: what is wanted wins, what only the former one had goes, everything else stays.
func patched(former, wanted, live object) object {
	patch := object{}
	for key, value := range wanted {
		there, isThere := live[key]
		inner, isMap := value.(object)
		if below, wasMap := there.(object); isMap && wasMap {
			was, _ := former[key].(object)
			if more := patched(was, inner, below); len(more) > 0 {
				patch[key] = more
			}
		} else if !isThere || !reflect.DeepEqual(there, value) {
			patch[key] = value
		}
	}
	for key := range former {
		_, isWanted := wanted[key]
		if _, isThere := live[key]; isThere && !isWanted {
			patch[key] = nil
		}
	}
	return patch
}

func wait(ctx context.Context, at *cluster, made *release, limit time.Duration) error {
	end := time.Now().Add(limit)
	for _, one := range made.objects() {
		for one["kind"] == "Deployment" || one["kind"] == "StatefulSet" {
			live, err := at.get(one)
			if err != nil {
				return err
			}
			if live != nil && isReady(live) {
				break
			}
			if time.Now().After(end) {
				return fmt.Errorf("context deadline exceeded")
			}
			select {
			case <-ctx.Done():
				return fmt.Errorf("release %s has been cancelled", made.Name)
			case <-time.After(100 * time.Millisecond):
			}
		}
	}
	return nil
}

func isReady(live object) bool {
	status, _ := live["status"].(object)
	spec := live["spec"].(object)
	return number(status["observedGeneration"]) >= number(metadata(live)["generation"]) &&
		number(status["updatedReplicas"]) >= number(spec["replicas"]) && number(status["readyReplicas"]) >= number(spec["replicas"])
}

func number(value interface{}) float64 {
	found, _ := value.(float64)
	return found
}

func isKept(one object) bool {
	notes, _ := metadata(one)["annotations"].(object)
	return notes["helm.sh/resource-policy"] == "keep"
}

func before(former *release, one object) object {
	if former != nil {
		for _, other := range former.objects() {
			if other["kind"] == one["kind"] && name(other) == name(one) {
				return other
			}
		}
	}
	return nil
}

func has(of *release, one object) bool { return before(of, one) != nil }

func copied(of object) object {
	text, err := json.Marshal(of)
	must(err)
	made := object{}
	must(json.Unmarshal(text, &made))
	return made
}

func or(text, usual string) string {
	if text == "" {
		return usual
	}
	return text
}
