using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ContactPortal.Domain.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class ApiClientDays : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Deliveries_Organisation_DeliveryId",
                table: "Deliveries");

            migrationBuilder.AddColumn<string>(
                name: "Client",
                table: "Deliveries",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.CreateTable(
                name: "ApiClientDays",
                columns: table => new
                {
                    Client = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    LastPostAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Posts = table.Column<int>(type: "integer", nullable: false),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    Refusals = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApiClientDays", x => new { x.Client, x.Day });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_Organisation_DeliveryId_Client",
                table: "Deliveries",
                columns: new[] { "Organisation", "DeliveryId", "Client" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ApiClientDays");

            migrationBuilder.DropIndex(
                name: "IX_Deliveries_Organisation_DeliveryId_Client",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "Client",
                table: "Deliveries");

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_Organisation_DeliveryId",
                table: "Deliveries",
                columns: new[] { "Organisation", "DeliveryId" },
                unique: true);
        }
    }
}
