{{- /* Variables that come from the Secret. */ -}}
{{- define "mathesar.secretVariables" -}}
{{- range .Values.secretVariables }}
- name: {{ . | quote }}
  valueFrom:
    secretKeyRef:
      name: {{ include "mathesar.secretName" $ | quote }}
      key: {{ . | quote }}
      {{- if and $.Values.existingSecret (eq $.Values.database.kind "none") (eq . "POSTGRES_PASSWORD") }}
      optional: true
      {{- end }}
{{- end }}
{{- end }}

{{- /* Mounts of both containers; the one that serves gets the uploads too. Call with (list . true). */ -}}
{{- define "mathesar.mounts" -}}
- name: scripts
  mountPath: /opt/mathesar-setup
  readOnly: true
- name: static
  mountPath: /code/static
{{- if index . 1 }}
- name: media
  mountPath: /code/.media
{{- end }}
{{- range (index . 0).Values.secretFiles }}
- name: files
  mountPath: {{ printf "/code/%s" . | quote }}
  subPath: {{ . | quote }}
  readOnly: true
{{- end }}
{{- if (index . 0).Values.databaseAuthority }}
- name: database-ca
  mountPath: /etc/mathesar/database-ca.pem
  subPath: ca.pem
  readOnly: true
{{- end }}
{{- end }}

{{- /* The page that answers once Mathesar and its database work. */ -}}
{{- define "mathesar.ready" -}}
httpGet:
  path: {{ semverCompare ">=0.12.0" .Values.release | ternary "/healthz/ready/" "/auth/login/" }}
  port: http
  httpHeaders:
    # A name that is always among ALLOWED_HOSTS.
    - name: Host
      value: localhost
{{- end }}

{{- /* The page that answers while Mathesar lives, whether or not its database does. Older releases have none. */ -}}
{{- define "mathesar.alive" -}}
{{- if semverCompare ">=0.12.0" .Values.release }}
httpGet:
  path: /healthz/live/
  port: http
  httpHeaders:
    - name: Host
      value: localhost
{{- else }}
tcpSocket:
  port: http
{{- end }}
{{- end }}
