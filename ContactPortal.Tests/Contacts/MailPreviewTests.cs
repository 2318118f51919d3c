using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Snapshots;

namespace ContactPortal.Tests.Contacts;

/// <summary>"Hvem får mailen?" (K18): Anne has AMFORA, Bo Rådighedsdata and Resultatdata, Carl nothing; Dorte is deactivated.</summary>
public sealed class MailPreviewTests
{
    private static readonly ContactView Anne = AContact().HeldBy(APerson().Named("Anne Holm")).ResponsibleFor(Amfora).Build();
    private static readonly ContactView Bo = AContact().HeldBy(APerson().Named("Bo Dam")).ResponsibleFor(Raadighed, Resultat).Build();
    private static readonly ContactView Carl = AContact().HeldBy(APerson().Named("Carl Friis")).Build();
    private static readonly ContactView Dorte = AContact().HeldBy(APerson().Named("Dorte Ås")).ResponsibleFor(Amfora).Deactivated().Build();

    private static readonly ContactDraft New = new()
    {
        Typed = new() { Rid = "99999999", Name = "Åge Ny", Email = "aage@aarhus.example" },
    };

    /// <summary>For each type who gets the receipt, who begins (+) and who stops (-); "alle" when nobody is responsible.</summary>
    public static TheoryData<string, ContactDraft, string, string, string> Changes => new()
    {
        { "nothing changed", ContactDraft.Of(Anne), "Anne Holm", "Bo Dam", "Bo Dam" },
        { "a phone changed", ContactDraft.Of(Anne).With(ContactField.Phone, "33663366"), "Anne Holm", "Bo Dam", "Bo Dam" },
        { "one more answers", ContactDraft.Of(Carl).With(TypeOf(Amfora), true), "Anne Holm, Carl Friis +Carl Friis", "Bo Dam", "Bo Dam" },
        {
            "one answers for less", ContactDraft.Of(Bo).With(TypeOf(Resultat), false),
            "Anne Holm", "Bo Dam", "alle: Anne Holm, Bo Dam, Carl Friis +Anne Holm +Carl Friis"
        },
        {
            "the only one stops", ContactDraft.Of(Anne).With(TypeOf(Amfora), false),
            "alle: Anne Holm, Bo Dam, Carl Friis +Bo Dam +Carl Friis", "Bo Dam", "Bo Dam"
        },
        {
            "the only one is deactivated", ContactDraft.Of(Anne).With(ContactField.Deactivated, true),
            "alle: Bo Dam, Carl Friis +Bo Dam +Carl Friis -Anne Holm", "Bo Dam", "Bo Dam"
        },
        {
            "somebody without a type is deactivated", ContactDraft.Of(Carl).With(ContactField.Deactivated, true),
            "Anne Holm", "Bo Dam", "Bo Dam"
        },
        { "a deactivated one changed", ContactDraft.Of(Dorte).With(TypeOf(Resultat), true), "Anne Holm", "Bo Dam", "Bo Dam" },
        {
            "a deactivated one comes back", ContactDraft.Of(Dorte).With(ContactField.Deactivated, false),
            "Anne Holm, Dorte Ås +Dorte Ås", "Bo Dam", "Bo Dam"
        },
        { "a name corrected", ContactDraft.Of(Anne).With(ContactField.Name, "Anne Holm-Lund"), "Anne Holm-Lund", "Bo Dam", "Bo Dam" },
        {
            "the person replaced",
            ContactDraft.Of(Bo).With(ContactField.Rid, "88888888").With(ContactField.Name, "Eva Ny"),
            "Anne Holm", "Eva Ny +Eva Ny -Bo Dam", "Eva Ny +Eva Ny -Bo Dam"
        },
        { "a new contact without a type", New, "Anne Holm", "Bo Dam", "Bo Dam" },
        { "a new contact with a type", New.With(TypeOf(Amfora), true), "Anne Holm, Åge Ny +Åge Ny", "Bo Dam", "Bo Dam" },
    };

    [Theory, MemberData(nameof(Changes))]
    public void Change_AboutToBeSaved_ListsWhoGetsTheReceiptsThen(
        string change, ContactDraft draft, string amfora, string raadighed, string resultat)
    {
        var preview = MailPreview.Of(SnapshotOf(Dorte, Carl, Bo, Anne), draft);
        Assert.Equal((change, amfora, raadighed, resultat), (change, Describe(preview, 0), Describe(preview, 1), Describe(preview, 2)));
        Assert.False(preview.NobodyAtAll);
    }

    [Fact]
    public void LastActiveContact_AboutToBeDeactivated_LeavesNobodyAtAll()
    {
        var preview = MailPreview.Of(SnapshotOf(Anne, Dorte), ContactDraft.Of(Anne).With(ContactField.Deactivated, true));
        Assert.True(preview.NobodyAtAll);
        Assert.Equal(
            ["alle:  -Anne Holm", "alle:  -Anne Holm", "alle:  -Anne Holm"], preview.Receipts.Select((_, i) => Describe(preview, i)));
    }

    [Fact]
    public void FirstContact_BeingTyped_GetsEveryReceipt()
    {
        var preview = MailPreview.Of(SnapshotOf(), New.With(TypeOf(Amfora), true));
        Assert.False(preview.NobodyAtAll);
        Assert.Equal(
            ["Åge Ny +Åge Ny", "alle: Åge Ny +Åge Ny", "alle: Åge Ny +Åge Ny"], preview.Receipts.Select((_, i) => Describe(preview, i)));
    }

    [Theory]
    [InlineData(Amfora, "Anne Holm")]
    [InlineData(Resultat, "Bo Dam")]
    [InlineData("UDGAAET", "Anne Holm, Bo Dam, Carl Friis")]
    public void Type_AskedAbout_GoesToThoseWhoAnswerForItOrToAllWhoAreActive(string type, string names) =>
        Assert.Equal(names, string.Join(
            ", ", MailPreview.RecipientsOf(type, SnapshotOf(Anne, Bo, Carl, Dorte).Contacts).Select(c => c.Values.Name)));

    [Fact]
    public void RidOfSomebodyWhoHasLeft_IssuedToAColleague_ConcernsThemAlone()
    {
        var left = Dorte with { Values = Dorte.Values with { Rid = Anne.Values.Rid }, HolderLeft = DateTimeOffset.UnixEpoch };

        // Dorte is deactivated: her having left does not send Anne's receipts to all.
        var preview = MailPreview.Of(SnapshotOf(Anne, Bo, Carl, left), ContactDraft.Of(Carl).With(TypeOf(Resultat), true));
        Assert.Equal(("Anne Holm", "Bo Dam, Carl Friis +Carl Friis"), (Describe(preview, 0), Describe(preview, 2)));

        // Reactivated she is a recipient of her own, beside Anne.
        preview = MailPreview.Of(SnapshotOf(Anne, Bo, left), ContactDraft.Of(left).With(ContactField.Deactivated, false));
        Assert.Equal("Anne Holm, Bo Dam, Dorte Ås +Bo Dam +Dorte Ås", Describe(preview, 0));
    }

    [Fact]
    public void ResponsibleWhoHasLeft_HandedOver_TheReceiptGoesToTheColleagueAlone()
    {
        var left = Anne with { HolderLeft = DateTimeOffset.UnixEpoch };
        Assert.Equal("Anne Holm, Bo Dam, Carl Friis", Describe(MailPreview.Of(SnapshotOf(left, Bo, Carl), ContactDraft.Of(left)), 0));
        var handedOver = ContactDraft.Of(left).With(ContactField.Rid, "88888888").With(ContactField.Name, "Eva Ny");
        Assert.Equal(
            "Eva Ny +Eva Ny -Anne Holm -Bo Dam -Carl Friis", Describe(MailPreview.Of(SnapshotOf(left, Bo, Carl), handedOver), 0));
    }

    private static ContactField TypeOf(string code) => ContactField.ResponsibilityFor(code);

    private static OrganisationSnapshot SnapshotOf(params ContactView[] contacts) => new(
        Aarhus, 1, [new(Amfora, "AMFORA", 1), new(Raadighed, "Rådighedsdata", 2), new(Resultat, "Resultatdata", 3)], [.. contacts],
        RightsSnapshot.Empty, [], [], [], 0);

    private static string Describe(MailPreview preview, int type)
    {
        var receipt = preview.Receipts[type];
        return (receipt.NobodyAnswers ? "alle: " : "") + string.Join(", ", receipt.Recipients.Select(r => r.Name))
            + string.Concat(receipt.Begin.Select(r => " +" + r.Name)) + string.Concat(receipt.Stop.Select(r => " -" + r.Name));
    }
}
