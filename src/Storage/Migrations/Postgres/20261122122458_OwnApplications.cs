using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lendflow.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OwnApplications : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "own_applications",
                columns: table => new
                {
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    owner = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    draft = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_own_applications", x => x.number);
                });

            migrationBuilder.CreateIndex(
                name: "IX_own_applications_owner_begun_at",
                table: "own_applications",
                columns: new[] { "owner", "begun_at" });

            migrationBuilder.CreateIndex(
                name: "ix_notices_case",
                table: "notices",
                columns: new[] { "case_number", "at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "own_applications");

            migrationBuilder.DropIndex(
                name: "ix_notices_case",
                table: "notices");
        }
    }
}
