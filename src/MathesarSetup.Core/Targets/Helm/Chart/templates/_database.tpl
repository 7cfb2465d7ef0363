{{- /* Asked over TCP, because at the first start a temporary server answers on the socket. */ -}}
{{- define "mathesar.databaseReady" -}}
exec:
  command:
    - pg_isready
    - "--host"
    - localhost
    - "--username"
    - {{ .Values.configuration.POSTGRES_USER | quote }}
    - "--dbname"
    - {{ .Values.configuration.POSTGRES_DB | quote }}
{{- end }}

{{- define "mathesar.operatorSecret" -}}
{{ .Values.existingSecret | default .Release.Name }}-db
{{- end }}
