using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lendflow.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class DefinitionsTasksAndTables : Migration
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

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "follow_up_at",
                table: "tasks",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "content",
                table: "definitions",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            // Cases may have started on any version there is: none of them changes any more.
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
                name: "absences",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    person = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    substitute = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    from_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    until_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    created_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_absences", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "alteration_plans",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    alterations = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alteration_plans", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "alteration_targets",
                columns: table => new
                {
                    plan_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    instance_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    problems = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    free_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alteration_targets", x => new { x.plan_id, x.instance_id });
                });

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
                name: "stimuli",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    correlation_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    instance_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    is_kept = table.Column<bool>(type: "boolean", nullable: false),
                    accepted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    free_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    json = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stimuli", x => x.id);
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

            migrationBuilder.CreateTable(
                name: "triggers",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    definition_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    activity_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    payload = table.Column<byte[]>(type: "bytea", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    free_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_triggers", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_created",
                table: "tasks",
                columns: new[] { "status", "created_at", "id" },
                filter: "is_open");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_follow_up",
                table: "tasks",
                columns: new[] { "assignee", "follow_up_at", "id" },
                filter: "is_open AND follow_up_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_priority",
                table: "tasks",
                columns: new[] { "status", "priority", "due_order", "id" },
                descending: new[] { false, true, false, false },
                filter: "is_open");

            migrationBuilder.CreateIndex(
                name: "ix_instances_parent",
                table: "instances",
                column: "parent_instance_id",
                filter: "parent_instance_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_instances_running",
                table: "instances",
                columns: new[] { "definition_id", "correlation_id" },
                filter: "status = 'Running'");

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

            migrationBuilder.CreateIndex(
                name: "ix_absences_substitute",
                table: "absences",
                columns: new[] { "substitute", "until_at" });

            migrationBuilder.CreateIndex(
                name: "ix_absences_until",
                table: "absences",
                column: "until_at");

            migrationBuilder.CreateIndex(
                name: "ix_alteration_targets_free",
                table: "alteration_targets",
                column: "free_at",
                filter: "free_at IS NOT NULL");

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

            migrationBuilder.CreateIndex(
                name: "ix_stimuli_free",
                table: "stimuli",
                column: "free_at");

            migrationBuilder.CreateIndex(
                name: "ix_stimuli_kept",
                table: "stimuli",
                column: "accepted_at",
                filter: "is_kept");

            migrationBuilder.CreateIndex(
                name: "ix_triggers_definition",
                table: "triggers",
                column: "definition_id");

            migrationBuilder.CreateIndex(
                name: "ix_triggers_free",
                table: "triggers",
                column: "free_at");

            migrationBuilder.CreateIndex(
                name: "ix_triggers_hash",
                table: "triggers",
                column: "hash");

            migrationBuilder.CreateIndex(
                name: "ix_triggers_version",
                table: "triggers",
                column: "version_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "absences");

            migrationBuilder.DropTable(
                name: "alteration_plans");

            migrationBuilder.DropTable(
                name: "alteration_targets");

            migrationBuilder.DropTable(
                name: "definition_contents");

            migrationBuilder.DropTable(
                name: "definition_history");

            migrationBuilder.DropTable(
                name: "definition_revisions");

            migrationBuilder.DropTable(
                name: "deliveries");

            migrationBuilder.DropTable(
                name: "inbox_views");

            migrationBuilder.DropTable(
                name: "notices");

            migrationBuilder.DropTable(
                name: "stimuli");

            migrationBuilder.DropTable(
                name: "table_editions");

            migrationBuilder.DropTable(
                name: "triggers");

            migrationBuilder.DropIndex(
                name: "ix_tasks_created",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_tasks_follow_up",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_tasks_priority",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_instances_parent",
                table: "instances");

            migrationBuilder.DropIndex(
                name: "ix_instances_running",
                table: "instances");

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
                name: "follow_up_at",
                table: "tasks");

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
