using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ContactPortal.Domain.Storage.Postgres.Migrations
{
    /// <summary>Keeps every question within the rows of the organisation that it is asked for, in every table that has organisations (O1).</summary>
    public partial class Walls : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
            """
            DO $$
            DECLARE t regclass;
            BEGIN
                FOR t IN
                    SELECT c.oid FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND a.attname = 'Organisation' AND NOT a.attisdropped
                LOOP
                    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
                    EXECUTE format(
                        'CREATE POLICY wall ON %s USING (current_setting(''portal.organisation'', true) IN (''all'', "Organisation"::text))', t);
                END LOOP;
            END $$;
            """);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
            """
            DO $$
            DECLARE t regclass;
            BEGIN
                FOR t IN SELECT polrelid FROM pg_policy WHERE polname = 'wall'
                LOOP
                    EXECUTE format('DROP POLICY wall ON %s', t);
                    EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY', t);
                END LOOP;
            END $$;
            """);
    }
}
