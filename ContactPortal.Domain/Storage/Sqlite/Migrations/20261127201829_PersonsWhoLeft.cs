using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ContactPortal.Domain.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class PersonsWhoLeft : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Persons_Organisation_LeftAt",
                table: "Persons",
                columns: new[] { "Organisation", "LeftAt" },
                filter: "\"LeftAt\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Persons_Organisation_LeftAt",
                table: "Persons");
        }
    }
}
