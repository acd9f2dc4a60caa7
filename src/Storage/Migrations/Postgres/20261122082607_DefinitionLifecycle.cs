using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lendflow.Storage.Migrations.Postgres
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
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<bool>(
                name: "is_sealed",
                table: "definitions",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "saved_at",
                table: "definitions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "saved_by",
                table: "definitions",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.CreateTable(
                name: "definition_contents",
                columns: table => new
                {
                    hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_definition_contents", x => x.hash);
                });

            migrationBuilder.CreateTable(
                name: "definition_history",
                columns: table => new
                {
                    definition_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    content = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_definition_history", x => new { x.definition_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "definition_revisions",
                columns: table => new
                {
                    definition_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    revision = table.Column<long>(type: "bigint", nullable: false),
                    last_version = table.Column<int>(type: "integer", nullable: false)
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
