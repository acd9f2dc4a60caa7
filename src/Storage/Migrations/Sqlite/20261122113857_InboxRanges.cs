using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lendflow.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class InboxRanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "task_candidates");

            migrationBuilder.DropIndex(
                name: "ix_tasks_available",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_tasks_created",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_tasks_done",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_tasks_open",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_tasks_priority",
                table: "tasks");

            migrationBuilder.CreateTable(
                name: "inbox",
                columns: table => new
                {
                    principal = table.Column<string>(type: "TEXT", nullable: false),
                    task_id = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    due_order = table.Column<long>(type: "INTEGER", nullable: false),
                    priority = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    definition_id = table.Column<string>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    stage = table.Column<string>(type: "TEXT", nullable: true),
                    assignee = table.Column<string>(type: "TEXT", nullable: true),
                    product = table.Column<string>(type: "TEXT", nullable: true),
                    branch = table.Column<string>(type: "TEXT", nullable: true),
                    offers = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox", x => new { x.task_id, x.principal });
                });

            migrationBuilder.CreateTable(
                name: "inbox_words",
                columns: table => new
                {
                    word = table.Column<string>(type: "TEXT", nullable: false),
                    task_id = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox_words", x => new { x.task_id, x.word });
                });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_done",
                table: "tasks",
                columns: new[] { "completed_by", "completed_at", "id", "due_order" });

            migrationBuilder.CreateIndex(
                name: "ix_inbox_created",
                table: "inbox",
                columns: new[] { "principal", "status", "created_at", "task_id" });

            migrationBuilder.CreateIndex(
                name: "ix_inbox_due",
                table: "inbox",
                columns: new[] { "principal", "status", "due_order", "task_id", "stage", "definition_id", "product", "branch", "assignee", "title", "offers", "priority" });

            migrationBuilder.CreateIndex(
                name: "ix_inbox_priority",
                table: "inbox",
                columns: new[] { "principal", "status", "priority", "due_order", "task_id" },
                descending: new[] { false, false, true, false, false });

            migrationBuilder.CreateIndex(
                name: "ix_inbox_words_word",
                table: "inbox_words",
                columns: new[] { "word", "task_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "inbox_words");

            migrationBuilder.DropIndex(
                name: "ix_tasks_done",
                table: "tasks");

            migrationBuilder.CreateTable(
                name: "task_candidates",
                columns: table => new
                {
                    task_id = table.Column<string>(type: "TEXT", nullable: false),
                    principal = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_task_candidates", x => new { x.task_id, x.principal });
                });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_available",
                table: "tasks",
                columns: new[] { "status", "due_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_created",
                table: "tasks",
                columns: new[] { "status", "created_at", "id" },
                filter: "is_open");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_done",
                table: "tasks",
                columns: new[] { "completed_by", "completed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_open",
                table: "tasks",
                columns: new[] { "due_order", "id" },
                filter: "is_open");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_priority",
                table: "tasks",
                columns: new[] { "status", "priority", "due_order", "id" },
                descending: new[] { false, true, false, false },
                filter: "is_open");

            migrationBuilder.CreateIndex(
                name: "ix_task_candidates_principal",
                table: "task_candidates",
                columns: new[] { "principal", "task_id" });
        }
    }
}
