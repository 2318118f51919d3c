using System.Collections.Immutable;

namespace ContactPortal.Domain.Mail;

/// <summary>Several mails to one person as one (D7): what all of them state is stated once, at the end.</summary>
internal static class MergedMail
{
    /// <param name="mails">The mails, at least two, in the order in which they were written.</param>
    public static MailContent Of(ImmutableArray<(MailKind Kind, MailContent Content)> mails)
    {
        var contents = mails.Select(m => m.Content).ToImmutableArray();
        var common = contents[0].Paragraphs.Where(p => contents.All(m => m.Paragraphs.Contains(p))).ToImmutableArray();
        return new(
            DanishMailFormat.Fill(SubjectOf([.. mails.Select(m => m.Kind).Distinct()]), mails.Length),
            [.. contents.SelectMany(m => m.Paragraphs).Where(p => !common.Contains(p)).Distinct(), .. common],
            [],
            PathOf([.. contents.Select(m => m.Path).Distinct()]));
    }

    private static string SubjectOf(ImmutableArray<MailKind> kinds) => kinds switch
    {
        [MailKind.RightsTask] => MailTexts.TasksSubject,
        [MailKind.AccessRequest] => MailTexts.MergedAccess,
        [MailKind.LeftAdministrator] => MailTexts.MergedLeft,
        _ => MailTexts.MergedSubject,
    };

    /// <summary>The page that they all link to; else the front page.</summary>
    private static string PathOf(ImmutableArray<string> paths) => paths is [var path] ? path : MailPaths.Front;
}
