using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lendflow.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class TablesNoticesAndViews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "deliveries",
                columns: table => new
                {
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    user_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    channel = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    address = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    problem = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deliveries", x => new { x.reason, x.user_name, x.channel });
                });

            migrationBuilder.CreateTable(
                name: "inbox_views",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    owner = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    shared_with = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    query = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox_views", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "notices",
                columns: table => new
                {
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    user_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    task_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    case_number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    title_zh = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    text = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    caused_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    read_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notices", x => new { x.reason, x.user_name });
                });

            migrationBuilder.CreateTable(
                name: "table_editions",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    json = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    saved_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_table_editions", x => new { x.name, x.version });
                });

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_at",
                table: "deliveries",
                columns: new[] { "at", "reason" });

            migrationBuilder.CreateIndex(
                name: "ix_inbox_views_owner",
                table: "inbox_views",
                column: "owner");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_views_shared",
                table: "inbox_views",
                column: "shared_with");

            migrationBuilder.CreateIndex(
                name: "ix_notices_unread",
                table: "notices",
                column: "user_name",
                filter: "read_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_notices_user",
                table: "notices",
                columns: new[] { "user_name", "at", "reason" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "deliveries");

            migrationBuilder.DropTable(
                name: "inbox_views");

            migrationBuilder.DropTable(
                name: "notices");

            migrationBuilder.DropTable(
                name: "table_editions");
        }
    }
}
