using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ContactPortal.Domain.Storage.Sqlite.Migrations
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
                type: "TEXT",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "ApiClientDays",
                columns: table => new
                {
                    Client = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LastPostAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Posts = table.Column<int>(type: "INTEGER", nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Refusals = table.Column<int>(type: "INTEGER", nullable: false)
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
