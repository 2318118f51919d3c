using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ContactPortal.Domain.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class AddressMarks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Written by hand: marks begin anew, since they were given for other reasons than dead addresses too.
            migrationBuilder.Sql("TRUNCATE TABLE \"AddressBounces\"");

            migrationBuilder.DropPrimaryKey(
                name: "PK_AddressBounces",
                table: "AddressBounces");

            migrationBuilder.DropColumn(
                name: "ContactId",
                table: "AddressBounces");

            migrationBuilder.AddColumn<Guid>(
                name: "AboutId",
                table: "Outbox",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Condition",
                table: "Outbox",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<Guid>(
                name: "FormerId",
                table: "Outbox",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "Outbox",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "AcceptedAt",
                table: "AddressBounces",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "FirstAt",
                table: "AddressBounces",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "MarkedAt",
                table: "AddressBounces",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddPrimaryKey(
                name: "PK_AddressBounces",
                table: "AddressBounces",
                columns: new[] { "Organisation", "Address" });
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
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddPrimaryKey(
                name: "PK_AddressBounces",
                table: "AddressBounces",
                columns: new[] { "Organisation", "ContactId" });
        }
    }
}
