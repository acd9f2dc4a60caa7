using Spectre.Console;

namespace Lendflow.Host.Cli.Demo;

/// <summary>Shows how far a run is: bars on a terminal, a line now and then elsewhere.</summary>
static class DemoDisplay
{
    public static Task ShowAsync(Func<Action<DemoProgress>, Task> run) =>
        AnsiConsole.Profile.Out.IsTerminal ? ShowBarsAsync(run) : run(new Lines().Show);

    static Task ShowBarsAsync(Func<Action<DemoProgress>, Task> run) =>
        AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn()).StartAsync(async bars =>
        {
            var (submitted, ended) = (bars.AddTask("submitted"), bars.AddTask("ended"));
            await run(progress =>
            {
                submitted.MaxValue = ended.MaxValue = progress.Planned;
                submitted.Value = progress.Submitted + progress.Refused;
                ended.Value = progress.Ended + progress.Refused;
                ended.Description = $"ended ({progress.Tasks} tasks, {progress.HandIns} hand-ins)";
            });
        });

    sealed class Lines
    {
        const int Steps = 10;
        int _shown = -1;

        public void Show(DemoProgress progress)
        {
            var step = progress.Planned == 0 ? Steps : (progress.Ended + progress.Refused) * Steps / progress.Planned;
            if (step == _shown) return;
            _shown = step;
            Console.WriteLine($"{progress.Submitted} of {progress.Planned} submitted, {progress.Ended} ended; {progress.Tasks} tasks done, documents handed in again {progress.HandIns} times");
        }
    }
}
