using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lendflow.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Alterations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "alteration_plans",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    alterations = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alteration_plans", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "alteration_targets",
                columns: table => new
                {
                    plan_id = table.Column<string>(type: "TEXT", nullable: false),
                    instance_id = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    problems = table.Column<string>(type: "TEXT", nullable: true),
                    free_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alteration_targets", x => new { x.plan_id, x.instance_id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_instances_parent",
                table: "instances",
                column: "parent_instance_id",
                filter: "parent_instance_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_alteration_targets_free",
                table: "alteration_targets",
                column: "free_at",
                filter: "free_at IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "alteration_plans");

            migrationBuilder.DropTable(
                name: "alteration_targets");

            migrationBuilder.DropIndex(
                name: "ix_instances_parent",
                table: "instances");
        }
    }
}
