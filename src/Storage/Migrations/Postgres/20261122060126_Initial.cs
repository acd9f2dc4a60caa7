using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lendflow.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "definitions",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    definition_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    description = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    is_latest = table.Column<bool>(type: "boolean", nullable: false),
                    is_published = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    source = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_definitions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "documents",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    case_number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    file_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    media_type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    metadata = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_documents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "event_waits",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    instance_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    correlation_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_event_waits", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "incidents",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    instance_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    activity_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    node = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    activity_type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    message = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    cause = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    resolved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    resolution = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    resolved_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_incidents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "instances",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    definition_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    correlation_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    parent_instance_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    sub_status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    revision = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    stage = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    track = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    product = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    branch = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    borrower = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    amount = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    currency = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    grade = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    case_status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    waiting_for = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    has_incident = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_instances", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "jobs",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    instance_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    not_before = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    free_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    json = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_jobs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "log",
                columns: table => new
                {
                    instance_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    revision = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_log", x => new { x.instance_id, x.revision });
                });

            migrationBuilder.CreateTable(
                name: "operations",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    instance_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_operations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "task_candidates",
                columns: table => new
                {
                    task_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    principal = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_task_candidates", x => new { x.task_id, x.principal });
                });

            migrationBuilder.CreateTable(
                name: "tasks",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    instance_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    definition_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    case_number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    title_zh = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    stage = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    is_open = table.Column<bool>(type: "boolean", nullable: false),
                    assignee = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    priority = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    due_order = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    completed_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    json = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tasks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "timers",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    instance_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    free_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_timers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "document_contents",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_document_contents", x => x.id);
                    table.ForeignKey(
                        name: "FK_document_contents_documents_id",
                        column: x => x.id,
                        principalTable: "documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

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

            migrationBuilder.CreateIndex(
                name: "ix_documents_case",
                table: "documents",
                columns: new[] { "case_number", "added_at" });

            migrationBuilder.CreateIndex(
                name: "ix_event_waits_instance",
                table: "event_waits",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "ix_event_waits_stimulus",
                table: "event_waits",
                columns: new[] { "hash", "correlation_id" });

            migrationBuilder.CreateIndex(
                name: "ix_incidents_instance",
                table: "incidents",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "ix_incidents_open",
                table: "incidents",
                column: "at",
                filter: "resolved_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_cases_by_stage",
                table: "instances",
                columns: new[] { "stage", "created_at", "id" },
                filter: "correlation_id IS NOT NULL AND parent_instance_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_cases_by_status",
                table: "instances",
                columns: new[] { "case_status", "created_at", "id" },
                filter: "correlation_id IS NOT NULL AND parent_instance_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_instances_age",
                table: "instances",
                columns: new[] { "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_instances_correlation",
                table: "instances",
                columns: new[] { "correlation_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_instances_definition",
                table: "instances",
                columns: new[] { "definition_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_free",
                table: "jobs",
                column: "free_at");

            migrationBuilder.CreateIndex(
                name: "ix_log_at",
                table: "log",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_operations_instance",
                table: "operations",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "ix_task_candidates_principal",
                table: "task_candidates",
                columns: new[] { "principal", "task_id" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_available",
                table: "tasks",
                columns: new[] { "status", "due_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_done",
                table: "tasks",
                columns: new[] { "completed_by", "completed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_instance",
                table: "tasks",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_mine",
                table: "tasks",
                columns: new[] { "assignee", "due_order", "id" },
                filter: "is_open");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_open",
                table: "tasks",
                columns: new[] { "due_order", "id" },
                filter: "is_open");

            migrationBuilder.CreateIndex(
                name: "ix_timers_free",
                table: "timers",
                column: "free_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "definitions");

            migrationBuilder.DropTable(
                name: "document_contents");

            migrationBuilder.DropTable(
                name: "event_waits");

            migrationBuilder.DropTable(
                name: "incidents");

            migrationBuilder.DropTable(
                name: "instances");

            migrationBuilder.DropTable(
                name: "jobs");

            migrationBuilder.DropTable(
                name: "log");

            migrationBuilder.DropTable(
                name: "operations");

            migrationBuilder.DropTable(
                name: "task_candidates");

            migrationBuilder.DropTable(
                name: "tasks");

            migrationBuilder.DropTable(
                name: "timers");

            migrationBuilder.DropTable(
                name: "documents");
        }
    }
}
