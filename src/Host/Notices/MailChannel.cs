using System.Net.Mail;
using System.Net.Sockets;
using Lendflow.HumanTasks.Notices;

namespace Lendflow.Host.Notices;

/// <summary>E-mail over SMTP, when a server is given.</summary>
sealed class MailChannel(Settings settings) : INoticeChannel
{
    public string Name => "mail";

    public string? AddressOf(Recipient recipient, NoticeKind kind) => settings.Mail is null || kind == NoticeKind.Reminded ? null : recipient.Email;

    public async Task<Sending> SendAsync(string address, NoticeText text, string key, CancellationToken cancellationToken)
    {
        try
        {
            using var smtp = new SmtpClient(settings.Mail!.Host, settings.Mail.Port > 0 ? settings.Mail.Port : 25);
            using var mail = new MailMessage(settings.MailFrom, address, text.Subject, text.Body);
            mail.Headers.Add("X-Lendflow-Notice", key);
            await smtp.SendMailAsync(mail, cancellationToken);
            return Sending.Sent;
        }
        catch (Exception e) when (e is SmtpException or FormatException)
        {
            // Without a connection, or with a clear no, nothing has left. Anything between may have.
            var isClear = e is FormatException or SmtpFailedRecipientException or SmtpException { InnerException: SocketException or HttpRequestException } or SmtpException { StatusCode: > 0 and not SmtpStatusCode.Ok };
            return new Sending($"Expected the mail server to take the message, but {e.Message}", MayHaveLeft: !isClear);
        }
    }
}
