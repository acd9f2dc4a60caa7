using System.Diagnostics.CodeAnalysis;

namespace Lendflow.Activities.DocumentCheck;

/// <summary>Collects what is wrong with an application.</summary>
internal sealed class ApplicationProblems
{
    const decimal LargestAmount = 1_000_000_000_000;

    public List<ApplicationProblem> Found { get; } = [];

    public void Add(string path, string message) => Found.Add(new ApplicationProblem(path, message));

    public bool IsThere(string path, [NotNullWhen(true)] object? value)
    {
        if (value is null) Add(path, "Expected an object, but it is missing");
        return value is not null;
    }

    public void Text(string path, string? value, int longest)
    {
        if (string.IsNullOrWhiteSpace(value)) Add(path, "Expected a text that is not blank, but " + (value is null ? "it is missing" : "it is blank"));
        else if (value.Length > longest) Add(path, $"Expected at most {longest} characters, but found {value.Length}");
        else if (value.Any(char.IsControl)) Add(path, "Expected a text in one line, but found control characters");
    }

    public void OneOf(string path, string? value, IEnumerable<string> words)
    {
        if (!words.Contains(value)) Add(path, $"Expected one of {string.Join(", ", words)}, but found {value ?? "none"}");
    }

    public void Whole(string path, int value, int from, int to)
    {
        if (value < from || value > to) Add(path, $"Expected {from} to {to}, but found {value}");
    }

    public void Money(string path, decimal value)
    {
        if (value is < 0 or > LargestAmount) Add(path, $"Expected an amount from 0 to {LargestAmount}, but found {value}");
        if (decimal.Round(value, 2) != value) Add(path, $"Expected two decimals at most, but found {value}");
    }
}
