using System.CommandLine;
using System.IO.Compression;
using Lendflow.Activities.Scoring;
using Lendflow.Samples;

namespace Lendflow.Host.Cli;

/// <summary>Fits the scorecard to loans of the past.</summary>
static class TrainVerb
{
    const int Fitted = 0, Refused = 2;

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "SBA loans as .csv or .csv.gz." }.AcceptExistingOnly();
        var card = new Option<FileInfo?>("--out") { Description = "Where to write the scorecard as JSON." };
        var parameters = new Option<FileInfo?>("--parameters") { Description = "Where to write the parameters of generated applications, fitted to the same loans." };
        var verb = new Command("train", "Fits a scorecard to older loans, tests it on newer ones and prints how it did.") { file, card, parameters };
        verb.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(file), parsed.GetValue(card), parsed.GetValue(parameters), cancellation));
        return verb;
    }

    /// <returns>0, or 2 when the file cannot be fitted to.</returns>
    static async Task<int> RunAsync(FileInfo file, FileInfo? cardFile, FileInfo? parametersFile, CancellationToken cancellation)
    {
        await Console.Error.WriteLineAsync($"Fitting to {file.Name} …");
        var began = TimeProvider.System.GetTimestamp();
        TrainingReport report;
        using (var loans = Open(file)) report = Training.Run(loans, new TrainingOptions());
        await Console.Error.WriteLineAsync($"Done after {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s.");

        Console.Write(report.ToText());
        if (report.Scorecard is not { } card) return Refused;
        if (cardFile is not null) await File.WriteAllTextAsync(cardFile.FullName, card.ToJson(), cancellation);
        if (parametersFile is not null) await WriteParametersAsync(file, parametersFile, cancellation);
        return Fitted;
    }

    static async Task WriteParametersAsync(FileInfo file, FileInfo parametersFile, CancellationToken cancellation)
    {
        using var loans = Open(file);
        await File.WriteAllTextAsync(parametersFile.FullName, ParameterFit.Of(SbaLoan.Read(loans).Loans).ToJson(), cancellation);
    }

    static StreamReader Open(FileInfo file) =>
        new(file.Extension.Equals(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file.OpenRead(), CompressionMode.Decompress) : file.OpenRead());
}
