using System.Globalization;
using System.Text;
using Lendflow.Activities.Disbursement;
using Lendflow.Activities.ESign.Pdf;
using Lendflow.Engine.Definitions;

namespace Lendflow.Activities.ESign;

/// <summary>Writes the contract for a loan as a PDF in Chinese and English.</summary>
public static class LoanContract
{
    private static readonly TextStyle Title = new(20, IsBold: true, Align: TextAlign.Centre);
    private static readonly TextStyle EnglishTitle = new(11.5, Gray: 0.35, Align: TextAlign.Centre);
    private static readonly TextStyle Heading = new(11.5, IsBold: true);
    private static readonly TextStyle EnglishHeading = new(9.5, Gray: 0.35);
    private static readonly TextStyle Body = new(10, Align: TextAlign.Justified, Leading: 1.55, FirstIndent: 2);
    private static readonly TextStyle EnglishBody = new(8.5, Gray: 0.35, Align: TextAlign.Justified, Leading: 1.4);
    private static readonly TextStyle Small = new(8.5, Gray: 0.35);

    /// <summary>Renders a contract. The same terms, template and font give the same bytes.</summary>
    public static ContractResult Render(ContractTerms terms, ContractTemplate template, FontFile font)
    {
        var problems = terms.Problems();
        if (problems.Count > 0)
            return new ContractRefused(problems);

        var fields = ContractFields.Of(terms);
        var missing = font.Missing(template.Characters + string.Concat(fields.Values.Select(value => value.Chinese + value.English)));
        if (missing.Count > 0)
            return new ContractRefused([Undrawable(missing, font)]);

        var title = ContractFields.Fill(template.Title, fields);
        var document = new PdfDocument(font, $"{title.Chinese} {title.English} {terms.Number}", "zh-CN", terms.DrawnUpAt, template.Characters);
        var flow = new PdfFlow(document);
        Write(title, flow);
        foreach (var block in template.Blocks)
            Write(block, terms, fields, flow, document);
        flow.Footers($"{title.Chinese} · {terms.Number}", (page, pages) => $"第 {page} 页，共 {pages} 页 · Page {page} of {pages}");
        return new ContractRendered(document.ToBytes(), document.Pages.Count);
    }

    private static void Write(Bilingual title, PdfFlow flow)
    {
        flow.Paragraph(title.Chinese, Title);
        flow.Paragraph(title.English, EnglishTitle);
        flow.Space(12);
    }

    private static void Write(ContractBlock block, ContractTerms terms, Dictionary<string, Bilingual> fields, PdfFlow flow, PdfDocument document)
    {
        switch (block)
        {
            case HeadingBlock heading:
                WriteHeading(ContractFields.Fill(heading.Text, fields), flow, document);
                break;
            case ParagraphBlock paragraph:
                WriteParagraph(ContractFields.Fill(paragraph.Text, fields), flow);
                break;
            case FactsBlock facts:
                flow.Table(FactsTable(facts, fields));
                flow.Space(8);
                break;
            case ScheduleBlock:
                flow.Table(ScheduleTable(terms));
                flow.Space(8);
                break;
            case SignaturesBlock:
                WriteSignatures(terms, flow, document);
                break;
        }
    }

    private static void WriteHeading(Bilingual text, PdfFlow flow, PdfDocument document)
    {
        flow.Space(7);
        flow.KeepTogether(Heading.LineHeight + 3 * Body.LineHeight);
        var baseline = flow.Y + Heading.Baseline;
        flow.Page.Text(PdfFlow.Left + document.Measure(text.Chinese, Heading) + 8, baseline, text.English, EnglishHeading);
        flow.Paragraph(text.Chinese, Heading);
        flow.Space(2);
    }

    private static void WriteParagraph(Bilingual text, PdfFlow flow)
    {
        flow.Paragraph(text.Chinese, Body);
        flow.Space(2);
        flow.Paragraph(text.English, EnglishBody);
        flow.Space(5);
    }

    private static PdfTable FactsTable(FactsBlock facts, Dictionary<string, Bilingual> fields) => new(
        [new PdfColumn("", 30, IsShaded: true), new PdfColumn("", 70)],
        [.. facts.Rows.Select(row => (IReadOnlyList<string>)[Both(row.Label, fields, " "), Both(row.Value, fields, "\n")])]);

    private static string Both(Bilingual text, Dictionary<string, Bilingual> fields, string between)
    {
        var filled = ContractFields.Fill(text, fields);
        return filled.Chinese == filled.English ? filled.Chinese : filled.Chinese + between + filled.English;
    }

    private static PdfTable ScheduleTable(ContractTerms terms) => new(
        [
            new PdfColumn("期数\nNo.", 9, TextAlign.Centre),
            new PdfColumn("还款日\nDue date", 17, TextAlign.Centre),
            new PdfColumn($"应还本金\nPrincipal, {terms.Currency}", 18, TextAlign.Right),
            new PdfColumn($"应还利息\nInterest, {terms.Currency}", 17, TextAlign.Right),
            new PdfColumn($"应还合计\nPayment, {terms.Currency}", 18, TextAlign.Right),
            new PdfColumn($"剩余本金\nBalance, {terms.Currency}", 20, TextAlign.Right),
        ],
        [.. terms.Schedule.Select(Row), Total(terms.Schedule)])
    {
        EndsInTotal = true,
    };

    private static IReadOnlyList<string> Row(Instalment instalment) =>
    [
        instalment.Number.ToString(CultureInfo.InvariantCulture),
        instalment.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Figure(instalment.Principal),
        Figure(instalment.Interest),
        Figure(instalment.Amount),
        Figure(instalment.Balance),
    ];

    private static IReadOnlyList<string> Total(IReadOnlyList<Instalment> schedule)
    {
        var (principal, interest) = (schedule.Sum(instalment => instalment.Principal), schedule.Sum(instalment => instalment.Interest));
        return ["合计", "Total", Figure(principal), Figure(interest), Figure(principal + interest), ""];
    }

    private static void WriteSignatures(ContractTerms terms, PdfFlow flow, PdfDocument document)
    {
        const double height = 150, gap = 30, half = (PdfFlow.Width - gap) / 2;
        flow.Space(14);
        flow.KeepTogether(height);
        WriteSignature("甲方（出借人） Lender", terms.Lender, PdfFlow.Left, half, flow, document);
        WriteSignature("乙方（借款人） Borrower", terms.Borrower, PdfFlow.Left + half + gap, half, flow, document);
        flow.Space(height);
    }

    private static void WriteSignature(string role, ContractParty party, double left, double width, PdfFlow flow, PdfDocument document)
    {
        var y = flow.Y + 14;
        flow.Page.Text(left, y, role, Heading with { Size = 10.5 });
        foreach (var line in LineBreaking.Break(party.Name, width, 0, letter => document.Measure(letter.ToString(), Body)))
            flow.Page.Text(left, y += 18, line.Text, Body);

        y = flow.Y + 88;
        foreach (var label in (string[])["盖章或电子签名 Seal or e-signature", $"代表人 Representative: {party.Representative}", "日期 Date"])
        {
            flow.Page.Line(left, y - 11, left + width, y - 11, 0.5, 0.45);
            flow.Page.Text(left, y, label, Small);
            y += 29;
        }
    }

    // Rare characters occur in names; a contract that shows a box in place of one must not be signed.
    private static Problem Undrawable(IReadOnlyList<Rune> missing, FontFile font) => new("$",
        $"Expected characters that the font {font.Name} can draw, but it lacks {string.Join(", ", missing.Select(rune => $"'{rune}' (U+{rune.Value:X4})"))}.");

    private static string Figure(decimal amount) => amount.ToString("N2", CultureInfo.InvariantCulture);
}

/// <summary>A contract, or why there is none.</summary>
public abstract record ContractResult;

/// <summary>The contract as a PDF.</summary>
public sealed record ContractRendered(byte[] Pdf, int Pages) : ContractResult;

/// <summary>Everything that has to be corrected first.</summary>
public sealed record ContractRefused(IReadOnlyList<Problem> Problems) : ContractResult;
