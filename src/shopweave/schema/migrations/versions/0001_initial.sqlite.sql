CREATE TABLE api_keys (
    id VARCHAR(32) NOT NULL,
    kind VARCHAR(8) NOT NULL,
    name VARCHAR(100) NOT NULL,
    prefix VARCHAR(16) NOT NULL,
    token_hash BLOB NOT NULL,
    public_token VARCHAR(64),
    scopes JSON NOT NULL,
    origins JSON NOT NULL,
    source_id VARCHAR(32),
    per_second INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    created_by VARCHAR(64) NOT NULL,
    expires_at BIGINT,
    revoked_at BIGINT,
    used_at BIGINT,
    CONSTRAINT pk_api_keys PRIMARY KEY (id),
    CONSTRAINT uq_api_keys_token_hash UNIQUE (token_hash)
);

CREATE TABLE audit_checkpoints (
    number INTEGER NOT NULL,
    hash BLOB NOT NULL,
    at BIGINT NOT NULL,
    seal BLOB NOT NULL,
    CONSTRAINT pk_audit_checkpoints PRIMARY KEY (number)
);

CREATE TABLE audit_entries (
    number INTEGER NOT NULL,
    at BIGINT NOT NULL,
    actor_kind VARCHAR(16) NOT NULL,
    actor VARCHAR(64) NOT NULL,
    action VARCHAR(64) NOT NULL,
    subject VARCHAR(200) NOT NULL,
    detail TEXT NOT NULL,
    hash BLOB NOT NULL,
    CONSTRAINT pk_audit_entries PRIMARY KEY (number)
);

CREATE INDEX ix_audit_entries_at ON audit_entries (at);

CREATE INDEX ix_audit_entries_subject ON audit_entries (subject);

CREATE TABLE audit_head (
    id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    hash BLOB NOT NULL,
    CONSTRAINT pk_audit_head PRIMARY KEY (id)
);

CREATE TABLE catalog_revision (
    id INTEGER NOT NULL,
    revision BIGINT NOT NULL,
    CONSTRAINT pk_catalog_revision PRIMARY KEY (id)
);

CREATE TABLE categories (
    id VARCHAR(32) NOT NULL,
    path VARCHAR(500) NOT NULL,
    name VARCHAR(200) NOT NULL,
    parent_id VARCHAR(32),
    created_at BIGINT NOT NULL,
    CONSTRAINT pk_categories PRIMARY KEY (id),
    CONSTRAINT uq_categories_path UNIQUE (path)
);

CREATE TABLE consent_statements (
    id INTEGER NOT NULL,
    customer_id VARCHAR(32) NOT NULL,
    purpose VARCHAR(32) NOT NULL,
    state VARCHAR(16) NOT NULL,
    legal_basis VARCHAR(32) NOT NULL,
    source_id VARCHAR(32),
    text_version INTEGER,
    at BIGINT NOT NULL,
    proof JSON,
    CONSTRAINT pk_consent_statements PRIMARY KEY (id)
);

CREATE INDEX ix_consent_statements_customer_id ON consent_statements (customer_id);

CREATE TABLE consent_states (
    customer_id VARCHAR(32) NOT NULL,
    purpose VARCHAR(32) NOT NULL,
    state VARCHAR(16) NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT pk_consent_states PRIMARY KEY (customer_id, purpose)
);

CREATE TABLE consent_texts (
    purpose VARCHAR(32) NOT NULL,
    version INTEGER NOT NULL,
    texts JSON NOT NULL,
    published_at BIGINT NOT NULL,
    published_by VARCHAR(64) NOT NULL,
    CONSTRAINT pk_consent_texts PRIMARY KEY (purpose, version)
);

CREATE TABLE customer_identities (
    kind VARCHAR(16) NOT NULL,
    hash VARCHAR(32) NOT NULL,
    customer_id VARCHAR(32) NOT NULL,
    leading BOOLEAN NOT NULL,
    verified BOOLEAN NOT NULL,
    sealed BLOB NOT NULL,
    source_id VARCHAR(32) NOT NULL,
    import_id VARCHAR(32),
    created_at BIGINT NOT NULL,
    CONSTRAINT pk_customer_identities PRIMARY KEY (kind, hash, customer_id)
);

CREATE INDEX ix_customer_identities_customer_id ON customer_identities (customer_id);

CREATE INDEX ix_customer_identities_import_id ON customer_identities (import_id);

CREATE TABLE customer_keys (
    customer_id VARCHAR(32) NOT NULL,
    wrapped BLOB,
    created_at BIGINT NOT NULL,
    destroyed_at BIGINT,
    CONSTRAINT pk_customer_keys PRIMARY KEY (customer_id)
);

CREATE TABLE customer_merges (
    id VARCHAR(32) NOT NULL,
    winner VARCHAR(32) NOT NULL,
    loser VARCHAR(32) NOT NULL,
    kind VARCHAR(16),
    hash VARCHAR(32),
    "by" VARCHAR(64) NOT NULL,
    import_id VARCHAR(32),
    at BIGINT NOT NULL,
    undone_at BIGINT,
    undone_by VARCHAR(64),
    CONSTRAINT pk_customer_merges PRIMARY KEY (id)
);

CREATE INDEX ix_customer_merges_import_id ON customer_merges (import_id);

CREATE INDEX ix_customer_merges_kind_hash ON customer_merges (kind, hash);

CREATE INDEX ix_customer_merges_loser ON customer_merges (loser);

CREATE INDEX ix_customer_merges_winner ON customer_merges (winner);

CREATE TABLE customer_words (
    hash VARCHAR(32) NOT NULL,
    customer_id VARCHAR(32) NOT NULL,
    CONSTRAINT pk_customer_words PRIMARY KEY (hash, customer_id)
);

CREATE INDEX ix_customer_words_customer_id ON customer_words (customer_id);

CREATE TABLE customers (
    id VARCHAR(32) NOT NULL,
    merged_into VARCHAR(32),
    source_id VARCHAR(32) NOT NULL,
    hash BLOB,
    external_updated_at BIGINT,
    import_id VARCHAR(32),
    historical BOOLEAN NOT NULL,
    sealed BLOB,
    language TEXT,
    country TEXT,
    attributes JSON NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    CONSTRAINT pk_customers PRIMARY KEY (id)
);

CREATE INDEX ix_customers_import_id ON customers (import_id);

CREATE INDEX ix_customers_merged_into ON customers (merged_into);

CREATE TABLE decision_outcomes (
    decision VARCHAR(32) NOT NULL,
    happened VARCHAR(10) NOT NULL,
    item VARCHAR(64) NOT NULL,
    reference VARCHAR(64) NOT NULL,
    at BIGINT NOT NULL,
    value BIGINT NOT NULL,
    currency VARCHAR(3),
    CONSTRAINT pk_decision_outcomes PRIMARY KEY (decision, happened, item, reference)
)
 WITHOUT ROWID;

CREATE TABLE decision_steps (
    decision VARCHAR(32) NOT NULL,
    at BIGINT NOT NULL,
    state VARCHAR(10) NOT NULL,
    "by" VARCHAR(100) NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_decision_steps PRIMARY KEY (decision, at, state)
)
 WITHOUT ROWID;

CREATE TABLE decisions (
    id VARCHAR(32) NOT NULL,
    kind VARCHAR(60) NOT NULL,
    subject_kind VARCHAR(30) NOT NULL,
    subject_id VARCHAR(64) NOT NULL,
    at BIGINT NOT NULL,
    what BLOB NOT NULL,
    reasons BLOB,
    inputs BLOB,
    model_version VARCHAR(80),
    preferences_version INTEGER,
    experiment VARCHAR(60),
    arm VARCHAR(20),
    state VARCHAR(10) NOT NULL,
    expires_at BIGINT,
    CONSTRAINT pk_decisions PRIMARY KEY (id)
);

CREATE INDEX ix_decisions_open ON decisions (state, id) WHERE state <> 'done';

CREATE INDEX ix_decisions_subject ON decisions (subject_id, id);

CREATE TABLE erased_customers (
    customer_id VARCHAR(32) NOT NULL,
    erased_at BIGINT NOT NULL,
    erased_by VARCHAR(64) NOT NULL,
    CONSTRAINT pk_erased_customers PRIMARY KEY (customer_id)
);

CREATE TABLE event_tallies (
    hour BIGINT NOT NULL,
    source_id VARCHAR(32) NOT NULL,
    reason VARCHAR(16) NOT NULL,
    detail VARCHAR(64) NOT NULL,
    count BIGINT NOT NULL,
    CONSTRAINT pk_event_tallies PRIMARY KEY (hour, source_id, reason, detail)
);

CREATE TABLE events (
    id INTEGER NOT NULL,
    message BLOB NOT NULL,
    source_id VARCHAR(32) NOT NULL,
    type VARCHAR(64) NOT NULL,
    at BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    customer_id VARCHAR(32),
    session_id VARCHAR(64),
    product_id VARCHAR(32),
    product_ref VARCHAR(128),
    quantity DOUBLE,
    value BIGINT,
    currency VARCHAR(3),
    list_id VARCHAR(64),
    properties JSON,
    CONSTRAINT pk_events PRIMARY KEY (id)
);

CREATE INDEX ix_events_customer_id_id ON events (customer_id, id);

CREATE UNIQUE INDEX uq_events_message ON events (message);

CREATE TABLE experiment_purchases (
    unit VARCHAR(64) NOT NULL,
    reference VARCHAR(64) NOT NULL,
    at BIGINT NOT NULL,
    value BIGINT NOT NULL,
    currency VARCHAR(3) NOT NULL,
    CONSTRAINT pk_experiment_purchases PRIMARY KEY (unit, reference)
)
 WITHOUT ROWID;

CREATE TABLE experiment_units (
    experiment VARCHAR(60) NOT NULL,
    unit VARCHAR(64) NOT NULL,
    arm VARCHAR(20) NOT NULL,
    since BIGINT NOT NULL,
    CONSTRAINT pk_experiment_units PRIMARY KEY (experiment, unit)
)
 WITHOUT ROWID;

CREATE TABLE idempotency_keys (
    caller VARCHAR(64) NOT NULL,
    "key" VARCHAR(200) NOT NULL,
    hash BLOB NOT NULL,
    answer JSON NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT pk_idempotency_keys PRIMARY KEY (caller, "key")
);

CREATE INDEX ix_idempotency_keys_at ON idempotency_keys (at);

CREATE TABLE import_changes (
    import_id VARCHAR(32) NOT NULL,
    entity VARCHAR(16) NOT NULL,
    row_id VARCHAR(32) NOT NULL,
    "before" JSON,
    CONSTRAINT pk_import_changes PRIMARY KEY (import_id, entity, row_id)
);

CREATE TABLE import_rejections (
    import_id VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    line BIGINT NOT NULL,
    "column" TEXT NOT NULL,
    value TEXT NOT NULL,
    reason VARCHAR(24) NOT NULL,
    detail JSON,
    CONSTRAINT pk_import_rejections PRIMARY KEY (import_id, number)
);

CREATE TABLE imports (
    id VARCHAR(32) NOT NULL,
    kind VARCHAR(16) NOT NULL,
    file TEXT NOT NULL,
    fingerprint VARCHAR(64) NOT NULL,
    source VARCHAR(120) NOT NULL,
    options JSON NOT NULL,
    "by" VARCHAR(64) NOT NULL,
    state VARCHAR(12) NOT NULL,
    stage VARCHAR(16) NOT NULL,
    done BIGINT NOT NULL,
    report JSON,
    failure JSON,
    stored TEXT,
    started_at BIGINT NOT NULL,
    touched_at BIGINT,
    finished_at BIGINT,
    CONSTRAINT pk_imports PRIMARY KEY (id)
);

CREATE INDEX ix_imports_fingerprint ON imports (fingerprint);

CREATE INDEX ix_imports_started_at ON imports (started_at);

CREATE TABLE job_schedules (
    kind VARCHAR(100) NOT NULL,
    every_seconds INTEGER NOT NULL,
    next_at BIGINT NOT NULL,
    CONSTRAINT pk_job_schedules PRIMARY KEY (kind)
);

CREATE TABLE jobs (
    id VARCHAR(32) NOT NULL,
    kind VARCHAR(100) NOT NULL,
    payload JSON NOT NULL,
    state VARCHAR(10) NOT NULL,
    priority INTEGER NOT NULL,
    unique_key VARCHAR(200),
    waiting_key VARCHAR(200),
    run_at BIGINT,
    attempts INTEGER NOT NULL,
    worker VARCHAR(32),
    lease_until BIGINT,
    cancel BOOLEAN DEFAULT 0 NOT NULL,
    done INTEGER NOT NULL,
    total INTEGER NOT NULL,
    note TEXT NOT NULL,
    error TEXT,
    result JSON,
    started_at BIGINT,
    finished_at BIGINT,
    CONSTRAINT pk_jobs PRIMARY KEY (id),
    CONSTRAINT uq_jobs_waiting_key UNIQUE (waiting_key)
);

CREATE INDEX ix_jobs_claim ON jobs (state, priority, id);

CREATE INDEX ix_jobs_running_key ON jobs (unique_key);

CREATE TABLE model_releases (
    id INTEGER NOT NULL,
    model VARCHAR(60) NOT NULL,
    version VARCHAR(60) NOT NULL,
    at BIGINT NOT NULL,
    "by" VARCHAR(100) NOT NULL,
    note TEXT NOT NULL,
    facts JSON NOT NULL,
    CONSTRAINT pk_model_releases PRIMARY KEY (id)
);

CREATE INDEX ix_model_releases_model ON model_releases (model, id);

CREATE TABLE one_time_links (
    token_hash BLOB NOT NULL,
    user_id VARCHAR(32),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    CONSTRAINT pk_one_time_links PRIMARY KEY (token_hash)
);

CREATE TABLE order_lines (
    order_id VARCHAR(32) NOT NULL,
    line INTEGER NOT NULL,
    kind VARCHAR(16) NOT NULL,
    product_id VARCHAR(32),
    variant_id VARCHAR(32),
    title TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    unit_price BIGINT NOT NULL,
    total BIGINT NOT NULL,
    CONSTRAINT pk_order_lines PRIMARY KEY (order_id, line)
)
 WITHOUT ROWID;

CREATE INDEX ix_order_lines_product_id ON order_lines (product_id);

CREATE TABLE orders (
    id VARCHAR(32) NOT NULL,
    source_id VARCHAR(32) NOT NULL,
    external_id VARCHAR(200) NOT NULL,
    hash BLOB,
    external_updated_at BIGINT,
    import_id VARCHAR(32),
    historical BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    number TEXT NOT NULL,
    channel TEXT NOT NULL,
    status VARCHAR(16) NOT NULL,
    status_original TEXT,
    placed_at BIGINT NOT NULL,
    currency VARCHAR(3) NOT NULL,
    customer_id VARCHAR(32),
    place_id VARCHAR(32),
    goods BIGINT NOT NULL,
    lines_total BIGINT NOT NULL,
    total BIGINT NOT NULL,
    units BIGINT NOT NULL,
    CONSTRAINT pk_orders PRIMARY KEY (id),
    CONSTRAINT uq_orders_source_id_external_id UNIQUE (source_id, external_id)
);

CREATE INDEX ix_orders_customer_id_placed_at ON orders (customer_id, placed_at);

CREATE INDEX ix_orders_import_id ON orders (import_id);

CREATE INDEX ix_orders_placed_at ON orders (placed_at);

CREATE TABLE outbox (
    id VARCHAR(32) NOT NULL,
    name VARCHAR(100) NOT NULL,
    payload JSON NOT NULL,
    historical BOOLEAN NOT NULL,
    CONSTRAINT pk_outbox PRIMARY KEY (id)
);

CREATE TABLE places (
    id VARCHAR(32) NOT NULL,
    external_id VARCHAR(120) NOT NULL,
    name VARCHAR(200) NOT NULL,
    kind VARCHAR(16) NOT NULL,
    time_zone VARCHAR(64) NOT NULL,
    parent_id VARCHAR(32),
    attributes JSON NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT pk_places PRIMARY KEY (id),
    CONSTRAINT uq_places_external_id UNIQUE (external_id)
);

CREATE TABLE preference_versions (
    version INTEGER NOT NULL,
    name VARCHAR(60) NOT NULL,
    "values" JSON NOT NULL,
    "by" VARCHAR(100) NOT NULL,
    at BIGINT NOT NULL,
    undoes INTEGER,
    CONSTRAINT pk_preference_versions PRIMARY KEY (version)
);

CREATE INDEX ix_preference_versions_name ON preference_versions (name, version);

CREATE TABLE prices (
    owner_id VARCHAR(32) NOT NULL,
    currency VARCHAR(3) NOT NULL,
    product_id VARCHAR(32) NOT NULL,
    amount BIGINT NOT NULL,
    compare_at BIGINT,
    CONSTRAINT pk_prices PRIMARY KEY (owner_id, currency)
);

CREATE INDEX ix_prices_product_id ON prices (product_id);

CREATE TABLE product_categories (
    product_id VARCHAR(32) NOT NULL,
    category_id VARCHAR(32) NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_product_categories PRIMARY KEY (product_id, category_id)
);

CREATE INDEX ix_product_categories_category_id ON product_categories (category_id);

CREATE TABLE product_texts (
    product_id VARCHAR(32) NOT NULL,
    language VARCHAR(12) NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    CONSTRAINT pk_product_texts PRIMARY KEY (product_id, language)
);

CREATE TABLE products (
    id VARCHAR(32) NOT NULL,
    source_id VARCHAR(32) NOT NULL,
    external_id VARCHAR(200) NOT NULL,
    hash BLOB,
    external_updated_at BIGINT,
    import_id VARCHAR(32),
    historical BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    title TEXT NOT NULL,
    brand TEXT,
    attributes JSON NOT NULL,
    images JSON NOT NULL,
    cost BIGINT,
    sku TEXT,
    gtin TEXT,
    status VARCHAR(16) NOT NULL,
    url TEXT,
    implied BOOLEAN NOT NULL,
    in_stock BOOLEAN NOT NULL,
    search TEXT NOT NULL,
    revision BIGINT NOT NULL,
    CONSTRAINT pk_products PRIMARY KEY (id),
    CONSTRAINT uq_products_source_id_external_id UNIQUE (source_id, external_id)
);

CREATE INDEX ix_products_revision ON products (revision);

CREATE INDEX ix_products_sku ON products (sku);

CREATE TABLE sources (
    id VARCHAR(32) NOT NULL,
    name VARCHAR(120) NOT NULL,
    kind VARCHAR(32) NOT NULL,
    currency VARCHAR(3) NOT NULL,
    time_zone VARCHAR(64) NOT NULL,
    legal_basis VARCHAR(24) NOT NULL,
    sample BOOLEAN NOT NULL,
    health VARCHAR(16) NOT NULL,
    health_note TEXT NOT NULL,
    seen_at BIGINT,
    created_at BIGINT NOT NULL,
    CONSTRAINT pk_sources PRIMARY KEY (id),
    CONSTRAINT uq_sources_name UNIQUE (name)
);

CREATE TABLE staff_sessions (
    id VARCHAR(32) NOT NULL,
    token_hash BLOB NOT NULL,
    user_id VARCHAR(32) NOT NULL,
    device VARCHAR(200) NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    confirmed_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT,
    CONSTRAINT pk_staff_sessions PRIMARY KEY (id),
    CONSTRAINT uq_staff_sessions_token_hash UNIQUE (token_hash)
);

CREATE INDEX ix_staff_sessions_user_id ON staff_sessions (user_id);

CREATE TABLE staff_users (
    id VARCHAR(32) NOT NULL,
    login VARCHAR(200) NOT NULL,
    name VARCHAR(200) NOT NULL,
    password_hash VARCHAR(200) NOT NULL,
    roles JSON NOT NULL,
    language VARCHAR(8) NOT NULL,
    created_at BIGINT NOT NULL,
    disabled_at BIGINT,
    CONSTRAINT pk_staff_users PRIMARY KEY (id),
    CONSTRAINT uq_staff_users_login UNIQUE (login)
);

CREATE TABLE stock_levels (
    variant_id VARCHAR(32) NOT NULL,
    place_id VARCHAR(32) NOT NULL,
    product_id VARCHAR(32) NOT NULL,
    on_hand BIGINT NOT NULL,
    counted_at BIGINT,
    tracked BOOLEAN NOT NULL,
    updated_at BIGINT NOT NULL,
    CONSTRAINT pk_stock_levels PRIMARY KEY (variant_id, place_id)
);

CREATE INDEX ix_stock_levels_product_id ON stock_levels (product_id);

CREATE TABLE stock_movements (
    id INTEGER NOT NULL,
    source_id VARCHAR(32) NOT NULL,
    external_id VARCHAR(200) NOT NULL,
    hash BLOB,
    import_id VARCHAR(32),
    product_id VARCHAR(32) NOT NULL,
    variant_id VARCHAR(32) NOT NULL,
    place_id VARCHAR(32) NOT NULL,
    kind VARCHAR(16) NOT NULL,
    quantity BIGINT NOT NULL,
    at BIGINT NOT NULL,
    reference VARCHAR(64),
    note TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    CONSTRAINT pk_stock_movements PRIMARY KEY (id)
);

CREATE INDEX ix_stock_movements_import_id ON stock_movements (import_id);

CREATE INDEX ix_stock_movements_reference ON stock_movements (reference);

CREATE INDEX ix_stock_movements_variant_id_place_id_at ON stock_movements (variant_id, place_id, at);

CREATE UNIQUE INDEX uq_stock_movements_source_id_external_id ON stock_movements (source_id, external_id);

CREATE TABLE trust_versions (
    name VARCHAR(32) NOT NULL,
    version BIGINT NOT NULL,
    CONSTRAINT pk_trust_versions PRIMARY KEY (name)
);

CREATE TABLE variants (
    id VARCHAR(32) NOT NULL,
    product_id VARCHAR(32) NOT NULL,
    external_id VARCHAR(200) NOT NULL,
    position INTEGER NOT NULL,
    sku TEXT,
    gtin TEXT,
    options JSON NOT NULL,
    cost BIGINT,
    CONSTRAINT pk_variants PRIMARY KEY (id)
);

CREATE INDEX ix_variants_sku ON variants (sku);

CREATE UNIQUE INDEX uq_variants_product_id_external_id ON variants (product_id, external_id);

