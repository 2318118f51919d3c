using System.Collections.ObjectModel;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Mail;

/// <summary>The names of the contacts and persons that mails are addressed to, by id.</summary>
internal static class RecipientNames
{
    /// <summary>No names.</summary>
    public static IReadOnlyDictionary<Guid, string> None { get; } = ReadOnlyDictionary<Guid, string>.Empty;

    /// <summary>Reads the names of those contacts and persons.</summary>
    public static async Task<Dictionary<Guid, string>> ReadAsync(
        IQueryable<Contact> contacts, IQueryable<Person> persons, CancellationToken cancellationToken)
    {
        var ofContacts = await contacts.AsNoTracking().Select(c => new { c.Id, c.Name }).ToListAsync(cancellationToken);
        var ofPersons = await persons.AsNoTracking().IgnoreAutoIncludes().Select(p => new { p.Id, p.Name }).ToListAsync(cancellationToken);
        return ofContacts.Concat(ofPersons).DistinctBy(n => n.Id).ToDictionary(n => n.Id, n => n.Name);
    }

    /// <summary>Reads the names of the recipients of those mails.</summary>
    public static Task<Dictionary<Guid, string>> OfAsync(PortalDb db, List<OutboxMail> mails, CancellationToken cancellationToken)
    {
        var contactIds = mails.Select(m => m.ContactId).OfType<Guid>().Distinct().ToList();
        var personIds = mails.Select(m => m.PersonId).OfType<Guid>().Distinct().ToList();
        return ReadAsync(
            db.Contacts.Where(c => contactIds.Contains(c.Id)), db.Persons.Where(p => personIds.Contains(p.Id)), cancellationToken);
    }
}
