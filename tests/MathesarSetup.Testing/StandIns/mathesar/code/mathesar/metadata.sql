-- What Mathesar 0.11 keeps about tables and columns of users' databases: the real names, types and constraints, without the columns that hold neither.
CREATE TABLE IF NOT EXISTS mathesar_columnmetadata (
  id serial PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), database_id integer NOT NULL REFERENCES mathesar_database DEFERRABLE INITIALLY DEFERRED,
  table_oid bigint NOT NULL CHECK (table_oid >= 0), attnum smallint NOT NULL, num_format varchar, display_width integer CHECK (display_width >= 0),
  CONSTRAINT unique_column_metadata UNIQUE (database_id, table_oid, attnum));
CREATE TABLE IF NOT EXISTS mathesar_tablemetadata (
  id serial PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), database_id integer NOT NULL REFERENCES mathesar_database DEFERRABLE INITIALLY DEFERRED,
  table_oid bigint NOT NULL CHECK (table_oid >= 0), import_verified boolean, column_order jsonb, record_summary_template jsonb,
  mathesar_added_pkey_attnum integer CHECK (mathesar_added_pkey_attnum >= 0), user_tracking_attnum smallint,
  CONSTRAINT unique_table_metadata UNIQUE (database_id, table_oid));
CREATE TABLE IF NOT EXISTS mathesar_explorations (
  id serial PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), database_id integer NOT NULL REFERENCES mathesar_database DEFERRABLE INITIALLY DEFERRED,
  name varchar(128) NOT NULL UNIQUE, base_table_oid bigint NOT NULL CHECK (base_table_oid >= 0), schema_oid bigint NOT NULL CHECK (schema_oid >= 0),
  initial_columns jsonb NOT NULL, transformations jsonb, display_options jsonb, display_names jsonb, description varchar);
CREATE TABLE IF NOT EXISTS mathesar_form (
  id serial PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), token uuid NOT NULL UNIQUE, name varchar NOT NULL, version smallint NOT NULL,
  database_id integer NOT NULL REFERENCES mathesar_database DEFERRABLE INITIALLY DEFERRED, schema_oid bigint NOT NULL CHECK (schema_oid >= 0),
  base_table_oid bigint NOT NULL CHECK (base_table_oid >= 0), header_title jsonb NOT NULL);
CREATE TABLE IF NOT EXISTS mathesar_formfield (
  id serial PRIMARY KEY, key varchar(128) NOT NULL, form_id integer NOT NULL REFERENCES mathesar_form DEFERRABLE INITIALLY DEFERRED,
  index integer NOT NULL CHECK (index >= 0), kind varchar NOT NULL, column_attnum smallint NOT NULL,
  related_table_oid bigint CHECK (related_table_oid >= 0), fk_interaction_rule varchar,
  parent_field_id integer REFERENCES mathesar_formfield DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT form_field_unique_key_per_form UNIQUE (key, form_id),
  CONSTRAINT form_field_kind_integrity CHECK (kind = 'scalar_column' OR (kind = 'foreign_key' AND related_table_oid IS NOT NULL AND fk_interaction_rule IS NOT NULL)));
