using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lendflow.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class InboxOrders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_tasks_created",
                table: "tasks",
                columns: new[] { "status", "created_at", "id" },
                filter: "is_open");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_priority",
                table: "tasks",
                columns: new[] { "status", "priority", "due_order", "id" },
                descending: new[] { false, true, false, false },
                filter: "is_open");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_tasks_created",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_tasks_priority",
                table: "tasks");
        }
    }
}
