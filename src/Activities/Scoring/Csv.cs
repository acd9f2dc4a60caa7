using System.Text;

namespace Lendflow.Activities.Scoring;

/// <summary>Comma-separated values of one line (RFC 4180 without line breaks inside a field).</summary>
public static class Csv
{
    /// <summary>The fields of a line; a field in double quotes may hold commas, and "" for a quote.</summary>
    public static string[] Split(string line)
    {
        if (!line.Contains('"', StringComparison.Ordinal))
            return line.Split(',');

        var fields = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && isQuoted && i + 1 < line.Length && line[i + 1] == '"')
                field.Append(line[i++]);
            else if (line[i] == '"')
                isQuoted = !isQuoted;
            else if (line[i] == ',' && !isQuoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
                field.Append(line[i]);
        }

        fields.Add(field.ToString());
        return [.. fields];
    }
}
