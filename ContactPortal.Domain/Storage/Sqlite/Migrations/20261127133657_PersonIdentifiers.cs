using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ContactPortal.Domain.Storage.Sqlite.Migrations
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
            migrationBuilder.DropIndex(
                name: "IX_Contacts_Organisation_Rid",
                table: "Contacts");

            migrationBuilder.AddColumn<long>(
                name: "CreatedAt",
                table: "Persons",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "LastSignInAt",
                table: "Persons",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LeftAt",
                table: "Persons",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Version",
                table: "Persons",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "ToAddress",
                table: "Outbox",
                type: "TEXT",
                maxLength: 254,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ToName",
                table: "Outbox",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AccessRequests",
                columns: table => new
                {
                    Organisation = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Issuer = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    Rid = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ProfessionalUuid = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    CandidateId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AnsweredBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    RefusedBecause = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccessRequests", x => new { x.Organisation, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Invitations",
                columns: table => new
                {
                    Organisation = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    TokenHash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    InvitedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    InvitedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UsedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    UsedByPersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    WithdrawnAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Invitations", x => new { x.Organisation, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "PersonIdentifiers",
                columns: table => new
                {
                    Organisation = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Issuer = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: true)
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

            // In the portal's formats: ids in upper case, times in milliseconds.
            const string newId =
                "hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))";
            migrationBuilder.Sql("""UPDATE "Persons" SET "CreatedAt" = unixepoch() * 1000""");
            migrationBuilder.Sql(
                $"""
                INSERT INTO "PersonIdentifiers" ("Organisation", "Id", "PersonId", "Kind", "Issuer", "Value", "From")
                SELECT "Organisation", {newId}, "Id", 'Rid', '', "Rid", "CreatedAt" FROM "Persons"
                """);
            migrationBuilder.Sql(
                $"""
                INSERT INTO "PersonIdentifiers" ("Organisation", "Id", "PersonId", "Kind", "Issuer", "Value", "From")
                SELECT p."Organisation", {newId}, p."Id", 'Subject', l."Issuer", l."Subject", p."CreatedAt"
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

            // By SQL: DropColumn would rebuild the table outside the migration's transaction.
            migrationBuilder.Sql("""ALTER TABLE "Persons" DROP COLUMN "Rid" """);
        }

        /// <inheritdoc />
        /// <remarks>The former schema cannot store a person without a RID, nor closed identifiers.</remarks>
        protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException(
            "The directory can't be taken back to RIDs alone without loss: restore the backup that was made before.");
    }
}
