-- A programme that nobody asks for leaves memory: when it must come back by itself. Null: it is not at rest.

alter table programme add column wake_at timestamptz;
