using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lendflow.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class InstanceIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_timers_instance",
                table: "timers",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_instance",
                table: "jobs",
                column: "instance_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_timers_instance",
                table: "timers");

            migrationBuilder.DropIndex(
                name: "ix_jobs_instance",
                table: "jobs");
        }
    }
}
