using System.Text;

namespace Lendflow.Host.Http;

/// <summary>Reads bodies that come from outside.</summary>
static class BoundedBody
{
    /// <returns>Null when the body has more bytes than that; at most one buffer more was read.</returns>
    public static async Task<byte[]?> ReadAsync(Stream body, long most, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await body.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (all.Length + count > most) return null;
            all.Write(buffer, 0, count);
        }
        return all.ToArray();
    }

    /// <returns>UTF-8 when none is named; null when it is not known here.</returns>
    public static Encoding? EncodingOf(string? charset)
    {
        if (string.IsNullOrWhiteSpace(charset)) return Encoding.UTF8;
        try { return Encoding.GetEncoding(charset.Trim('"', ' ')); }
        catch (ArgumentException) { return null; }
    }
}
