using System.CommandLine;
using Lendflow.Benchmarks;

var iterations = new Option<int>("--iterations") { Description = "How often each figure is taken.", DefaultValueFactory = _ => 9 };
var json = new Option<FileInfo?>("--json") { Description = "Where to write the figures as JSON." };
var engine = new Command("engine", "What the engine costs without disk and network, against the same work by hand.") { iterations, json };
engine.SetAction(async (parsed, cancellation) =>
{
    var report = EngineBench.Run(Math.Max(3, parsed.GetValue(iterations)));
    report.Print();
    if (parsed.GetValue(json) is { } file) await File.WriteAllTextAsync(file.FullName, report.ToJson(), cancellation);
});
return await new RootCommand("Measures the engine on this machine; the figures mean nothing for another one.") { new Command("bench", "Measures.") { engine } }.Parse(args).InvokeAsync();
