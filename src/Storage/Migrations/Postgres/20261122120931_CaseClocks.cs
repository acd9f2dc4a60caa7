using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lendflow.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CaseClocks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "case_clocks",
                columns: table => new
                {
                    instance_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    revision = table.Column<long>(type: "bigint", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    free_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_clocks", x => x.instance_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_case_clocks_free",
                table: "case_clocks",
                column: "free_at");

            // Cases that are under way are looked at once; what they have to say is found then.
            migrationBuilder.Sql("INSERT INTO case_clocks (instance_id, revision, due_at, free_at) SELECT id, revision, updated_at, updated_at FROM instances WHERE correlation_id IS NOT NULL AND parent_instance_id IS NULL AND status = 'Running'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "case_clocks");
        }
    }
}
