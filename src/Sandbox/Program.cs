using System.CommandLine;
using Lendflow.Sandbox;

var urls = new Option<string>("--urls")
{
    Description = "Address to listen on",
    DefaultValueFactory = _ => "http://127.0.0.1:5090",
};
var data = new Option<string?>("--data") { Description = "File that keeps ledger and envelopes; without it they are forgotten" };
var signDelay = new Option<int>("--sign-delay-ms") { Description = "How long the signer takes" };
var secret = new Option<string>("--esign-secret")
{
    Description = "Secret that callbacks are signed with; default: LENDFLOW_ESIGN_SECRET, else 'sandbox'",
    DefaultValueFactory = _ => Environment.GetEnvironmentVariable("LENDFLOW_ESIGN_SECRET") ?? new SandboxOptions().ESignSecret,
};

var command = new RootCommand("The outside world of Lendflow: credit bureau, company registry, e-sign, core banking and SMS")
{
    urls, data, signDelay, secret,
};
command.SetAction(async (arguments, stop) =>
{
    var options = new SandboxOptions
    {
        Url = arguments.GetValue(urls) ?? "",
        DataFile = arguments.GetValue(data),
        SignDelay = TimeSpan.FromMilliseconds(arguments.GetValue(signDelay)),
        ESignSecret = arguments.GetValue(secret) ?? "",
    };
    await using var server = await SandboxServer.StartAsync(options, stop);
    Console.WriteLine($"Sandbox on {server.BaseAddress}");
    await server.RunUntilAsync(stop);
});
return await command.Parse(args).InvokeAsync();
