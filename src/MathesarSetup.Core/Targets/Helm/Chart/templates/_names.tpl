{{- /* Mathesar's image. */ -}}
{{- define "mathesar.image" -}}
{{ .Values.image | default (printf "docker.io/mathesar/mathesar:%s" .Values.release) }}
{{- end }}

{{- define "mathesar.secretName" -}}
{{ .Values.existingSecret | default .Release.Name }}
{{- end }}

{{- /* Where Mathesar reaches the PostgreSQL of this chart. */ -}}
{{- define "mathesar.databaseHost" -}}
{{ .Release.Name }}-db{{ if eq .Values.database.kind "cloudnativepg" }}-rw{{ end }}
{{- end }}

{{- /* The labels by which pods are found. Call with (list . "web") or (list . "database"). */ -}}
{{- define "mathesar.selector" -}}
app.kubernetes.io/name: mathesar
app.kubernetes.io/instance: {{ (index . 0).Release.Name | quote }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{- /* The head of every object. Call with (list . "web" "name"). */ -}}
{{- define "mathesar.metadata" -}}
name: {{ index . 2 | quote }}
namespace: {{ (index . 0).Release.Namespace | quote }}
labels:
  {{- include "mathesar.selector" . | nindent 2 }}
  app.kubernetes.io/managed-by: {{ (index . 0).Release.Service }}
  helm.sh/chart: {{ (index . 0).Chart.Name }}-{{ (index . 0).Chart.Version }}
{{- end }}

{{- /* Lines KEY=VALUE of all open variables, in the order of their keys. */ -}}
{{- define "mathesar.configurationLines" -}}
{{- $configuration := deepCopy .Values.configuration }}
{{- if ne .Values.database.kind "none" }}{{ $_ := set $configuration "POSTGRES_HOST" (include "mathesar.databaseHost" .) }}{{ end }}
{{- range $name, $value := $configuration }}
{{- $name }}={{ $value }}{{ "\n" }}
{{- end }}
{{- end }}

{{- /* The script that starts the web server of a release. */ -}}
{{- define "mathesar.serve" -}}
{{- if semverCompare ">=0.3.0" .Values.release }}{{ .Files.Get "files/serve.sh" }}{{ else }}{{ .Files.Get "files/serve-0.2.sh" }}{{ end }}
{{- end }}

{{- define "mathesar.scriptLines" -}}
prepare.sh={{ .Files.Get "files/prepare.sh" }}{{ "\n" -}}
serve.sh={{ include "mathesar.serve" . }}{{ "\n" -}}
under-lock.py={{ .Files.Get "files/under-lock.py" }}{{ "\n" }}
{{- end }}

{{- /* What a volume asks for. Call with (list . "ReadWriteOnce" "10Gi"). */ -}}
{{- define "mathesar.claim" -}}
accessModes:
  - {{ index . 1 }}
{{- with (index . 0).Values.storageClass }}
storageClassName: {{ . | quote }}
{{- end }}
resources:
  requests:
    storage: {{ index . 2 | quote }}
{{- end }}

{{- /* A container that gains no rights, whatever its image tries. */ -}}
{{- define "mathesar.containerSecurity" -}}
allowPrivilegeEscalation: false
capabilities:
  drop:
    - ALL
{{- end }}
