using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Lendflow.Engine.Definitions;

namespace Lendflow.Activities.ESign;

/// <summary>The wording of a contract in both languages, with named fields where the terms of a loan go. Read from a JSON file in
/// <c>workflows/templates</c>; a file that leaves a required field out, names an unknown one, or states a field in one language
/// only is refused.</summary>
public sealed class ContractTemplate
{
    // What terms are written with: figures, Latin letters, amounts in Chinese words, headings of the schedule and signatures.
    private const string OfTerms =
        " !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz·，。：；（）"
        + "零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整人民币美期数还款日应本金利息合计剩余第页共甲乙方出借盖章或电子签名代表";

    private ContractTemplate(Bilingual title, IReadOnlyList<ContractBlock> blocks)
    {
        (Title, Blocks) = (title, blocks);
        var wording = string.Concat(Texts.Select(text => text.Chinese + text.English));
        Characters = string.Concat((OfTerms + wording).EnumerateRunes().Distinct());
    }

    /// <summary>The characters that every contract from this template is likely to use.</summary>
    internal string Characters { get; }

    internal IEnumerable<Bilingual> Texts => Blocks.SelectMany(TextsOf).Append(Title);

    internal Bilingual Title { get; }

    internal IReadOnlyList<ContractBlock> Blocks { get; }

    /// <summary>Reads a template.</summary>
    /// <param name="problems">Everything wrong with it; empty when it was read.</param>
    public static bool TryRead(string json, [NotNullWhen(true)] out ContractTemplate? template, out IReadOnlyList<Problem> problems)
    {
        var reader = new ContractTemplateReader();
        template = reader.Parse(json) is { } root ? Read(root, reader) : null;
        problems = reader.Problems;
        if (problems.Count > 0)
            template = null;
        return template is not null;
    }

    private static IEnumerable<Bilingual> TextsOf(ContractBlock block) => block switch
    {
        HeadingBlock heading => [heading.Text],
        ParagraphBlock paragraph => [paragraph.Text],
        FactsBlock facts => facts.Rows.SelectMany(row => (Bilingual[])[row.Label, row.Value]),
        _ => [],
    };

    private static ContractTemplate Read(JsonElement root, ContractTemplateReader reader)
    {
        var members = reader.Members(root, "$", "title", "blocks");
        var title = reader.Text(members, "$", "title");
        var blocks = reader.Items(members, "$", "blocks").Select(item => Block(item.Element, item.Path, reader)).OfType<ContractBlock>().ToList();

        reader.MustOccurOnce(blocks.OfType<ScheduleBlock>().Count(), "schedule");
        reader.MustOccurOnce(blocks.OfType<SignaturesBlock>().Count(), "signatures");
        reader.MustUseRequiredFields();
        return new ContractTemplate(title, blocks);
    }

    private static ContractBlock? Block(JsonElement block, string path, ContractTemplateReader reader)
    {
        switch (reader.Kind(block, path))
        {
            case "heading":
                return new HeadingBlock(reader.Text(reader.Members(block, path, "kind", "text"), path, "text"));
            case "paragraph":
                return new ParagraphBlock(reader.Text(reader.Members(block, path, "kind", "text"), path, "text"));
            case "facts":
                var rows = reader.Items(reader.Members(block, path, "kind", "rows"), path, "rows");
                return new FactsBlock([.. rows.Select(row => Fact(row.Element, row.Path, reader))]);
            case "schedule":
                reader.Members(block, path, "kind");
                return new ScheduleBlock();
            case "signatures":
                reader.Members(block, path, "kind");
                return new SignaturesBlock();
            case var other:
                reader.Report($"{path}.kind", $"Expected heading, paragraph, facts, schedule or signatures, but it is '{other}'.");
                return null;
        }
    }

    private static Fact Fact(JsonElement row, string path, ContractTemplateReader reader)
    {
        var members = reader.Members(row, path, "label", "value");
        return new Fact(reader.Text(members, path, "label"), reader.Text(members, path, "value"));
    }
}

/// <summary>A part of a contract, from top to bottom.</summary>
internal abstract record ContractBlock;

internal sealed record HeadingBlock(Bilingual Text) : ContractBlock;

internal sealed record ParagraphBlock(Bilingual Text) : ContractBlock;

/// <summary>A table of labels and values.</summary>
internal sealed record FactsBlock(IReadOnlyList<Fact> Rows) : ContractBlock;

internal sealed record Fact(Bilingual Label, Bilingual Value);

/// <summary>The table of instalments.</summary>
internal sealed record ScheduleBlock : ContractBlock;

/// <summary>Where both parties sign.</summary>
internal sealed record SignaturesBlock : ContractBlock;
