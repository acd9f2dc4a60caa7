using System.Text;
using System.Text.Json;

namespace Lendflow.Sandbox;

/// <summary>The facts, one JSON line each, in the order they happened. <see cref="Append"/> returns when its fact is on disk, so
/// whoever answers after it never takes back an answer, whatever kills the process.</summary>
internal sealed class Journal : IDisposable
{
    private readonly FileStream? _file;

    private Journal(FileStream? file, IReadOnlyList<Fact> facts)
    {
        _file = file;
        Facts = facts;
    }

    /// <summary>Held by whoever decides on the strength of the facts and adds to them, until both are done: one at a time.</summary>
    public Lock Turn { get; } = new();

    /// <summary>What was in the file when it was opened.</summary>
    public IReadOnlyList<Fact> Facts { get; }

    public static Journal Open(string? path)
    {
        if (path is null)
            return new Journal(null, []);

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".");
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            return new Journal(file, Read(file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Append(Fact fact) => Write(fact, flushToDisk: true);

    /// <summary>Writes a fact that may be lost in a crash: nobody was promised it.</summary>
    public void Note(Fact fact) => Write(fact, flushToDisk: false);

    public void Clear()
    {
        lock (Turn)
        {
            _file?.SetLength(0);
            _file?.Flush(flushToDisk: true);
        }
    }

    public void Dispose() => _file?.Dispose();

    private void Write(Fact fact, bool flushToDisk)
    {
        if (_file is null)
            return;

        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(fact, Wire.Json), (byte)'\n'];
        lock (Turn)
        {
            var end = _file.Seek(0, SeekOrigin.End);
            try
            {
                _file.Write(line);
                _file.Flush(flushToDisk);
            }
            catch (IOException)
            {
                // Half a line would spoil the one after it.
                _file.SetLength(end);
                throw;
            }
        }
    }

    private static List<Fact> Read(FileStream file)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);

        // What follows the last line break was being written when the process died; nobody got an answer for it.
        var complete = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        file.SetLength(complete);
        return Encoding.UTF8.GetString(bytes, 0, complete)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select((line, index) => Parse(line, index + 1))
            .ToList();
    }

    private static Fact Parse(string line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<Fact>(line, Wire.Json) ?? throw Damaged(number, null);
        }
        catch (Exception problem) when (problem is JsonException or NotSupportedException)
        {
            throw Damaged(number, problem);
        }
    }

    private static InvalidDataException Damaged(int number, Exception? problem) =>
        new($"Expected a fact in line {number} of the data file, but it holds something else.", problem);
}
