using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ContactPortal.Domain.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class ProviderSessions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ProviderSessions",
                columns: table => new
                {
                    Session = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    IssuerAndSid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    Sid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    IssuerAndSubject = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    IdToken = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    BeganAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProviderSessions", x => x.Session);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ProviderSessions_BeganAt",
                table: "ProviderSessions",
                column: "BeganAt");

            migrationBuilder.CreateIndex(
                name: "IX_ProviderSessions_IssuerAndSid",
                table: "ProviderSessions",
                column: "IssuerAndSid");

            migrationBuilder.CreateIndex(
                name: "IX_ProviderSessions_IssuerAndSubject",
                table: "ProviderSessions",
                column: "IssuerAndSubject");

            migrationBuilder.CreateIndex(
                name: "IX_ProviderSessions_Sid",
                table: "ProviderSessions",
                column: "Sid");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ProviderSessions");
        }
    }
}
