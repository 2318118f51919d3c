using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ContactPortal.Domain.Storage.Sqlite.Migrations
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
                    Session = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    IssuerAndSid = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Sid = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    IssuerAndSubject = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    IdToken = table.Column<string>(type: "TEXT", nullable: true),
                    BeganAt = table.Column<long>(type: "INTEGER", nullable: false)
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
