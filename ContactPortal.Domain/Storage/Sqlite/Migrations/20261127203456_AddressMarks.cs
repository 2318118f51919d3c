using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ContactPortal.Domain.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AddressMarks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Written by hand: marks begin anew, since they were given for other reasons than dead addresses too. The table is made anew
            // instead of altered, which SQLite could only do outside of a transaction.
            migrationBuilder.DropTable(name: "AddressBounces");

            migrationBuilder.CreateTable(
                name: "AddressBounces",
                columns: table => new
                {
                    Organisation = table.Column<int>(type: "INTEGER", nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    AcceptedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Cause = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    FirstAt = table.Column<long>(type: "INTEGER", nullable: false),
                    MarkedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AddressBounces", x => new { x.Organisation, x.Address });
                });

            migrationBuilder.AddColumn<Guid>(
                name: "AboutId",
                table: "Outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Condition",
                table: "Outbox",
                type: "TEXT",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "FormerId",
                table: "Outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "Outbox",
                type: "TEXT",
                maxLength: 32,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_AddressBounces",
                table: "AddressBounces");

            migrationBuilder.DropColumn(
                name: "AboutId",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Condition",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "FormerId",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "AcceptedAt",
                table: "AddressBounces");

            migrationBuilder.DropColumn(
                name: "FirstAt",
                table: "AddressBounces");

            migrationBuilder.DropColumn(
                name: "MarkedAt",
                table: "AddressBounces");

            migrationBuilder.AddColumn<Guid>(
                name: "ContactId",
                table: "AddressBounces",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddPrimaryKey(
                name: "PK_AddressBounces",
                table: "AddressBounces",
                columns: new[] { "Organisation", "ContactId" });
        }
    }
}
