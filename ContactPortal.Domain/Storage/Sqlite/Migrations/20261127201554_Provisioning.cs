using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ContactPortal.Domain.Storage.Sqlite.Migrations
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
                    Organisation = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    HeldAt = table.Column<long>(type: "INTEGER", nullable: false),
                    IsDeletion = table.Column<bool>(type: "INTEGER", nullable: false),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    IsAllowed = table.Column<bool>(type: "INTEGER", nullable: true)
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
                    Organisation = table.Column<int>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserNameKey = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    ExternalIdKey = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    Attributes = table.Column<string>(type: "TEXT", nullable: false),
                    ModifiedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DeletedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LeftAt = table.Column<long>(type: "INTEGER", nullable: true)
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
                    Organisation = table.Column<int>(type: "INTEGER", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    SecretHash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    LastUsedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    WithdrawnAt = table.Column<long>(type: "INTEGER", nullable: true)
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
