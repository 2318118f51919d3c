using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ContactPortal.Domain.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Provisioning : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "HeldLeavings",
                columns: table => new
                {
                    Organisation = table.Column<int>(type: "integer", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Source = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    HeldAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    IsDeletion = table.Column<bool>(type: "boolean", nullable: false),
                    AnsweredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    IsAllowed = table.Column<bool>(type: "boolean", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HeldLeavings", x => new { x.Organisation, x.Id });
                    table.ForeignKey(
                        name: "FK_HeldLeavings_Persons_Organisation_PersonId",
                        columns: x => new { x.Organisation, x.PersonId },
                        principalTable: "Persons",
                        principalColumns: new[] { "Organisation", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ProvisionedUsers",
                columns: table => new
                {
                    Organisation = table.Column<int>(type: "integer", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    UserNameKey = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false, collation: "C"),
                    ExternalIdKey = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true, collation: "C"),
                    Attributes = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ModifiedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DeletedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    LeftAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProvisionedUsers", x => new { x.Organisation, x.PersonId });
                    table.ForeignKey(
                        name: "FK_ProvisionedUsers_Persons_Organisation_PersonId",
                        columns: x => new { x.Organisation, x.PersonId },
                        principalTable: "Persons",
                        principalColumns: new[] { "Organisation", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ProvisioningCredentials",
                columns: table => new
                {
                    Organisation = table.Column<int>(type: "integer", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    SecretHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    CreatedBy = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    LastUsedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    WithdrawnAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProvisioningCredentials", x => new { x.Organisation, x.Id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_HeldLeavings_Organisation_PersonId",
                table: "HeldLeavings",
                columns: new[] { "Organisation", "PersonId" },
                unique: true,
                filter: "\"AnsweredAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ProvisionedUsers_Organisation_ExternalIdKey",
                table: "ProvisionedUsers",
                columns: new[] { "Organisation", "ExternalIdKey" });

            migrationBuilder.CreateIndex(
                name: "IX_ProvisionedUsers_Organisation_UserNameKey",
                table: "ProvisionedUsers",
                columns: new[] { "Organisation", "UserNameKey" },
                unique: true,
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ProvisioningCredentials_Id",
                table: "ProvisioningCredentials",
                column: "Id",
                unique: true);

            // By hand, for the new tables: row-level security.
            foreach (var table in new[] { "HeldLeavings", "ProvisionedUsers", "ProvisioningCredentials" })
            {
                migrationBuilder.Sql(
                    $"""
                    ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
                    CREATE POLICY wall ON "{table}" USING (current_setting('portal.organisation', true) IN ('all', "Organisation"::text));
                    """);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "HeldLeavings");

            migrationBuilder.DropTable(
                name: "ProvisionedUsers");

            migrationBuilder.DropTable(
                name: "ProvisioningCredentials");
        }
    }
}
