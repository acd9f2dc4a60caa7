using System.Collections.Concurrent;
using System.Diagnostics;

namespace Lendflow.Sandbox.Tests.CoreBanking;

/// <summary>The sandbox as a process of its own, killed without warning.</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task Every_booking_that_was_answered_survives_a_kill()
    {
        var file = A.NewFile();
        var answered = new ConcurrentBag<string>();
        using (var process = await RunningSandbox.StartAsync(file))
        {
            var enough = new TaskCompletionSource();
            var posting = Enumerable.Range(0, 8).Select(worker => BookUntilKilledAsync(process.Http, worker, answered, enough)).ToArray();
            await enough.Task.WaitAsync(TimeSpan.FromSeconds(60));
            process.Kill();
            await Task.WhenAll(posting);
        }

        await using var restarted = await TestSandbox.StartAsync(new SandboxOptions { DataFile = file });
        var keys = (await restarted.LedgerAsync()).GetProperty("entries").EnumerateArray()
            .Select(entry => entry.Text("idempotencyKey")).ToList();
        answered.Count.Should().BeGreaterThanOrEqualTo(50);
        keys.Should().OnlyHaveUniqueItems().And.Contain(answered);
    }

    private static async Task BookUntilKilledAsync(
        HttpClient http, int worker, ConcurrentBag<string> answered, TaskCompletionSource enough)
    {
        for (var number = 0; ; number++)
        {
            var key = $"{worker}/{number}";
            using var request = new HttpRequestMessage(HttpMethod.Post, "core/loans");
            request.Content = System.Net.Http.Json.JsonContent.Create(A.Loan());
            request.Headers.Add("Idempotency-Key", key);
            try
            {
                using var answer = await http.SendAsync(request);
                answer.EnsureSuccessStatusCode();
            }
            catch (HttpRequestException)
            {
                return;
            }

            answered.Add(key);
            if (answered.Count >= 50)
                enough.TrySetResult();
        }
    }

    private sealed class RunningSandbox(Process process, HttpClient http) : IDisposable
    {
        public HttpClient Http => http;

        public static async Task<RunningSandbox> StartAsync(string file)
        {
            var program = typeof(SandboxServer).Assembly.Location;
            var start = new ProcessStartInfo("dotnet", [program, "--urls", "http://127.0.0.1:0", "--data", file]) { RedirectStandardOutput = true };
            var process = Process.Start(start) ?? throw new InvalidOperationException("Expected the sandbox to start, but it did not.");
            var line = await process.StandardOutput.ReadLineAsync() ?? "";
            var address = new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..]);
            return new RunningSandbox(process, new HttpClient { BaseAddress = address });
        }

        public void Kill()
        {
            process.Kill();
            process.WaitForExit();
        }

        public void Dispose()
        {
            if (!process.HasExited)
                process.Kill();
            process.Dispose();
            http.Dispose();
        }
    }
}
