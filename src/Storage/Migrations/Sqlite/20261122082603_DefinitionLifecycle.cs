using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lendflow.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DefinitionLifecycle : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_definitions_latest",
                table: "definitions");

            migrationBuilder.DropIndex(
                name: "ix_definitions_published",
                table: "definitions");

            migrationBuilder.DropIndex(
                name: "ix_definitions_versions",
                table: "definitions");

            migrationBuilder.AddColumn<string>(
                name: "content",
                table: "definitions",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "is_sealed",
                table: "definitions",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<long>(
                name: "saved_at",
                table: "definitions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "saved_by",
                table: "definitions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "definition_contents",
                columns: table => new
                {
                    hash = table.Column<string>(type: "TEXT", nullable: false),
                    source = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_definition_contents", x => x.hash);
                });

            migrationBuilder.CreateTable(
                name: "definition_history",
                columns: table => new
                {
                    definition_id = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    action = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_definition_history", x => new { x.definition_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "definition_revisions",
                columns: table => new
                {
                    definition_id = table.Column<string>(type: "TEXT", nullable: false),
                    revision = table.Column<long>(type: "INTEGER", nullable: false),
                    last_version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_definition_revisions", x => x.definition_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_definitions_latest",
                table: "definitions",
                column: "definition_id",
                unique: true,
                filter: "is_latest");

            migrationBuilder.CreateIndex(
                name: "ix_definitions_published",
                table: "definitions",
                column: "definition_id",
                unique: true,
                filter: "is_published");

            migrationBuilder.CreateIndex(
                name: "ix_definitions_versions",
                table: "definitions",
                columns: new[] { "definition_id", "version", "id", "is_latest", "is_published", "is_sealed", "content", "saved_at", "saved_by" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "definition_contents");

            migrationBuilder.DropTable(
                name: "definition_history");

            migrationBuilder.DropTable(
                name: "definition_revisions");

            migrationBuilder.DropIndex(
                name: "ix_definitions_latest",
                table: "definitions");

            migrationBuilder.DropIndex(
                name: "ix_definitions_published",
                table: "definitions");

            migrationBuilder.DropIndex(
                name: "ix_definitions_versions",
                table: "definitions");

            migrationBuilder.DropColumn(
                name: "content",
                table: "definitions");

            migrationBuilder.DropColumn(
                name: "is_sealed",
                table: "definitions");

            migrationBuilder.DropColumn(
                name: "saved_at",
                table: "definitions");

            migrationBuilder.DropColumn(
                name: "saved_by",
                table: "definitions");

            migrationBuilder.CreateIndex(
                name: "ix_definitions_latest",
                table: "definitions",
                column: "definition_id",
                filter: "is_latest");

            migrationBuilder.CreateIndex(
                name: "ix_definitions_published",
                table: "definitions",
                column: "definition_id",
                filter: "is_published");

            migrationBuilder.CreateIndex(
                name: "ix_definitions_versions",
                table: "definitions",
                columns: new[] { "definition_id", "version" });
        }
    }
}
