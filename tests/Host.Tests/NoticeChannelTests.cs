using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Lendflow.Host.Notices;
using Lendflow.HumanTasks.Notices;
using Lendflow.Sandbox;

namespace Lendflow.Host.Tests;

public sealed class NoticeChannelTests
{
    static readonly NoticeText Text = new("LN-1: Review is late", "The time limit of the task \"Review\" is over.");

    [Fact]
    public async Task A_mail_reaches_the_server_and_without_one_it_is_clear_that_nothing_left()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var received = TakeMailAsync(server);
        var address = (IPEndPoint)server.LocalEndpoint;

        var sent = await new MailChannel(Mail(address.Port)).SendAsync("ann@bank.example", Text, "t/1/Escalated/ann", CancellationToken.None);
        var mail = await received;
        server.Stop();
        var refused = await new MailChannel(Mail(address.Port)).SendAsync("ann@bank.example", Text, "t/1/Escalated/ann", CancellationToken.None);

        sent.Should().Be(Sending.Sent);
        mail.Should().Contain("ann@bank.example").And.Contain("LN-1: Review is late").And.Contain("t/1/Escalated/ann");
        refused.Problem.Should().StartWith("Expected the mail server");
        refused.MayHaveLeft.Should().BeFalse();
    }

    [Fact]
    public async Task A_text_message_repeated_under_its_key_is_one_message()
    {
        await using var outside = await SandboxServer.StartAsync(new SandboxOptions(), CancellationToken.None);
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        var sms = new PostChannel("sms", new Uri(outside.BaseAddress, "sms/messages"), (r, _) => r.Phone, http);

        var first = await sms.SendAsync("13800000000", Text, "t/1/Escalated/ann", CancellationToken.None);
        var again = await sms.SendAsync("13800000000", Text, "t/1/Escalated/ann", CancellationToken.None);

        (first, again).Should().Be((Sending.Sent, Sending.Sent));
        using var client = new HttpClient();
        (await client.GetFromJsonAsync<JsonElement>(new Uri(outside.BaseAddress, "sms/messages"))).GetArrayLength().Should().Be(1);
        sms.AddressOf(new Recipient("ann", null, null, "en"), NoticeKind.Escalated).Should().BeNull("she has no telephone");
    }

    [Fact]
    public void Every_kind_of_notice_has_its_words_in_both_languages()
    {
        var texts = NoticeTexts.Read(File.ReadAllText(Path.Combine(Settings.WorkflowsFolder, "templates", "notices.json")));
        var notice = new Notice("t/1/Asked", NoticeKind.Asked, ["ann"], [], "t", "LN-1", "Review", "审查", "bob", "Is it valid?", null);

        foreach (var kind in Enum.GetValues<NoticeKind>())
        {
            texts.Of(notice with { Kind = kind }, English).Body.Should().Contain("Review").And.NotContain("{");
            texts.Of(notice with { Kind = kind }, English with { Language = "zh" }).Body.Should().Contain("审查").And.NotContain("{");
        }
    }

    [Fact]
    public void An_applicant_learns_neither_who_works_on_the_case_nor_what_steps_are_called()
    {
        var texts = NoticeTexts.Read(File.ReadAllText(Path.Combine(Settings.WorkflowsFolder, "templates", "notices.json")));
        var notice = new Notice("t/1/Asked", NoticeKind.Asked, ["ann"], [], "t", "LN-1", "Review", "审查", "Bob Analyst", "Is the licence still valid?", null);

        foreach (var language in (string[])["en", "zh"])
            foreach (var kind in Enum.GetValues<NoticeKind>())
            {
                var (subject, body) = texts.Of(notice with { Kind = kind }, English with { Language = language, IsApplicant = true });
                $"{subject} {body}".Should().Contain("LN-1").And.NotContainAny("Bob", "Review", "审查", "{");
                body.Contains("Is the licence still valid?").Should().Be(kind == NoticeKind.Asked, "what else is said is said among colleagues");
            }
    }

    static readonly Recipient English = new("ann", "ann@bank.example", null, "en");

    static Settings Mail(int port) => new("", "", "sqlite", null, null, "", null, Mail: new Uri($"smtp://127.0.0.1:{port}"));

    /// <summary>Speaks as much SMTP as taking one mail needs.</summary>
    static async Task<string> TakeMailAsync(TcpListener server)
    {
        using var client = await server.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        var all = new StringBuilder();
        await writer.WriteLineAsync("220 ready");
        var inData = false;
        while (await reader.ReadLineAsync() is { } line)
        {
            all.AppendLine(line);
            if (inData && line != ".") continue;
            if (line == "QUIT") break;
            inData = line == "DATA";
            await writer.WriteLineAsync(inData ? "354 go on" : "250 fine");
            if (line == ".") break;
        }
        return all.ToString();
    }
}
