using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ContactPortal.Domain.Storage.Postgres.Migrations
{
    /// <summary>
    /// Moves the persons' RIDs and the sign-in links into the new table of identifiers, which have a period of validity (P1). Adds the
    /// tables of access requests and invitations (P2, P3, P6).
    /// </summary>
    public partial class PersonIdentifiers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Until the end of the transaction: without a scope, row-level security would hide every row from the statements below.
            migrationBuilder.Sql("SELECT set_config('portal.organisation', 'all', true)");

            migrationBuilder.DropIndex(
                name: "IX_Contacts_Organisation_Rid",
                table: "Contacts");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "CreatedAt",
                table: "Persons",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "LastSignInAt",
                table: "Persons",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "LeftAt",
                table: "Persons",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Version",
                table: "Persons",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "ToAddress",
                table: "Outbox",
                type: "character varying(254)",
                maxLength: 254,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "ToName",
                table: "Outbox",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true,
                collation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "Rid",
                table: "Contacts",
                type: "character varying(36)",
                maxLength: 36,
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "character varying(20)",
                oldMaxLength: 20,
                oldCollation: "C");

            migrationBuilder.CreateTable(
                name: "AccessRequests",
                columns: table => new
                {
                    Organisation = table.Column<int>(type: "integer", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    Issuer = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    Subject = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    Email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false, collation: "C"),
                    Rid = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    ProfessionalUuid = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    CandidateId = table.Column<Guid>(type: "uuid", nullable: true),
                    Reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true, collation: "C"),
                    AskedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    AnsweredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    AnsweredBy = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    RefusedBecause = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccessRequests", x => new { x.Organisation, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Invitations",
                columns: table => new
                {
                    Organisation = table.Column<int>(type: "integer", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false, collation: "C"),
                    TokenHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    InvitedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    InvitedBy = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    UsedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    UsedByPersonId = table.Column<Guid>(type: "uuid", nullable: true),
                    WithdrawnAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Invitations", x => new { x.Organisation, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "PersonIdentifiers",
                columns: table => new
                {
                    Organisation = table.Column<int>(type: "integer", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    Issuer = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    Value = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false, collation: "C"),
                    From = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonIdentifiers", x => new { x.Organisation, x.Id });
                    table.ForeignKey(
                        name: "FK_PersonIdentifiers_Persons_Organisation_PersonId",
                        columns: x => new { x.Organisation, x.PersonId },
                        principalTable: "Persons",
                        principalColumns: new[] { "Organisation", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Contacts_Organisation_PersonId",
                table: "Contacts",
                columns: new[] { "Organisation", "PersonId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AccessRequests_Organisation_Issuer_Subject",
                table: "AccessRequests",
                columns: new[] { "Organisation", "Issuer", "Subject" },
                unique: true,
                filter: "\"AnsweredAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_TokenHash",
                table: "Invitations",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PersonIdentifiers_Kind_Value",
                table: "PersonIdentifiers",
                columns: new[] { "Kind", "Value" });

            migrationBuilder.CreateIndex(
                name: "IX_PersonIdentifiers_Organisation_Kind_Issuer_Value",
                table: "PersonIdentifiers",
                columns: new[] { "Organisation", "Kind", "Issuer", "Value" },
                unique: true,
                filter: "\"Until\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PersonIdentifiers_Organisation_PersonId",
                table: "PersonIdentifiers",
                columns: new[] { "Organisation", "PersonId" });

            migrationBuilder.Sql("""UPDATE "Persons" SET "CreatedAt" = date_trunc('milliseconds', now())""");
            migrationBuilder.Sql(
                """
                INSERT INTO "PersonIdentifiers" ("Organisation", "Id", "PersonId", "Kind", "Issuer", "Value", "From")
                SELECT "Organisation", gen_random_uuid(), "Id", 'Rid', '', "Rid", "CreatedAt" FROM "Persons"
                """);
            migrationBuilder.Sql(
                """
                INSERT INTO "PersonIdentifiers" ("Organisation", "Id", "PersonId", "Kind", "Issuer", "Value", "From")
                SELECT p."Organisation", gen_random_uuid(), p."Id", 'Subject', l."Issuer", l."Subject", p."CreatedAt"
                FROM "SignInLinks" l JOIN "Persons" p ON p."Id" = l."PersonId"
                    AND p."Organisation" = COALESCE(
                        (SELECT b."Organisation" FROM "Persons" b WHERE b."Id" = l."PersonId" AND b."Organisation" = l."Organisation"),
                        (SELECT min(o."Organisation") FROM "Persons" o WHERE o."Id" = l."PersonId"))
                """);

            migrationBuilder.DropTable(
                name: "SignInLinks");

            migrationBuilder.DropIndex(
                name: "IX_Persons_Organisation_Rid",
                table: "Persons");

            migrationBuilder.DropColumn(
                name: "Rid",
                table: "Persons");

            // The row-level policy that every table with organisations has (O1), for the new tables.
            migrationBuilder.Sql(
                """
                DO $$
                DECLARE t regclass;
                BEGIN
                    FOR t IN
                        SELECT c.oid FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                        WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND a.attname = 'Organisation' AND NOT a.attisdropped
                            AND NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = c.oid)
                    LOOP
                        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
                        EXECUTE format(
                            'CREATE POLICY wall ON %s USING (current_setting(''portal.organisation'', true) IN (''all'', "Organisation"::text))', t);
                    END LOOP;
                END $$;
                """);
        }

        /// <inheritdoc />
        /// <remarks>The former schema cannot store a person without a RID, nor closed identifiers.</remarks>
        protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException(
            "The directory can't be taken back to RIDs alone without loss: restore the backup that was made before.");
    }
}
