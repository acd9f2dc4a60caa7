using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Lendflow.Host.Elsa;

namespace Lendflow.Host.Cli.Demo;

/// <summary>Somebody who uses the server over HTTP. What got no answer is sent again, until the server is back: every request is
/// harmless when it arrives twice, or carries a key that makes it so.</summary>
sealed class DemoUser(HttpClient http, string name, string password, TimeProvider clock)
{
    static readonly TimeSpan LongestOutage = TimeSpan.FromMinutes(3);
    static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(250);

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    readonly Lock _gate = new();
    Task<string>? _token;

    public string Name => name;

    /// <summary>Raised after every answer, whatever it is.</summary>
    public event Action? Answered;

    public async Task<T> GetAsync<T>(string path, CancellationToken cancellation) =>
        await SendAsync(HttpMethod.Get, path, () => null, null, cancellation) is { IsSuccess: true } answer
            ? answer.Read<T>()
            : throw new DemoException($"Expected {path} to be answered, but {name} does not get it.");

    /// <param name="key">Header and value that make the request harmless when it is repeated.</param>
    public Task<DemoAnswer> PostAsync<T>(string path, T body, (string Header, string Value)? key, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, path, () => JsonContent.Create(body, options: Json), key, cancellation);

    public async Task<DemoAnswer> SendAsync(HttpMethod method, string path, Func<HttpContent?> content, (string Header, string Value)? key, CancellationToken cancellation)
    {
        var patience = new Patience(clock, LongestOutage, BetweenTries);
        while (true)
        {
            var token = TokenAsync(patience, cancellation);
            using var request = new HttpRequestMessage(method, path) { Content = content(), Headers = { Authorization = new AuthenticationHeaderValue("Bearer", await token) } };
            if (key is { } given) request.Headers.Add(given.Header, given.Value);
            switch (await TryAsync(request, cancellation))
            {
                case { Status: 401 }: Forget(token); break;
                case { Status: < 500 and not 429 } answer: return answer;
            }
            await patience.PauseAsync(() => $"Expected {http.BaseAddress} to answer {method} {path}, but it does not.", cancellation);
        }
    }

    /// <summary>Signs in once, whoever asks first.</summary>
    Task<string> TokenAsync(Patience patience, CancellationToken cancellation)
    {
        lock (_gate) return _token ??= SignInAsync(patience, cancellation);
    }

    void Forget(Task<string> token)
    {
        lock (_gate) if (_token == token) _token = null;
    }

    async Task<string> SignInAsync(Patience patience, CancellationToken cancellation)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/elsa/api/identity/login") { Content = JsonContent.Create(new { username = name, password }) };
            if (await TryAsync(request, cancellation) is { IsSuccess: true } answer)
                return answer.Read<LogInAnswer>().AccessToken ?? throw new DemoException($"Expected the demo user '{name}' with the password of LENDFLOW_DEMO_PASSWORD, but the server does not let it in.");
            await patience.PauseAsync(() => $"Expected {http.BaseAddress} to let {name} in, but it does not.", cancellation);
        }
    }

    /// <returns>Null when there was no answer.</returns>
    async Task<DemoAnswer?> TryAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            var answer = new DemoAnswer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellation));
            Answered?.Invoke();
            return answer;
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }
}

/// <summary>What the server answered.</summary>
sealed record DemoAnswer(int Status, byte[] Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public string Text => System.Text.Encoding.UTF8.GetString(Body);

    public T Read<T>() => JsonSerializer.Deserialize<T>(Body, DemoUser.Json) ?? throw new JsonException($"Expected {typeof(T).Name}, but the answer is null.");
}
