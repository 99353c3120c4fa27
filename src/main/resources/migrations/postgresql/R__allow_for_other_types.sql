-- PostgreSQL changes no type of a view's column: a view of before with another type is made anew, with the same grants.
-- One that others have built views upon stays for those under another name.
do $$
declare
    former record;
    columns text;
    grants text;
begin
    for former in
        select c.oid, c.relname, c.relowner, c.relacl, rtrim(pg_get_viewdef(c.oid), ';') as definition,
               change.column_name, change.type
        from (values
            ('report_drill_due', 'last_drill_at', 'timestamp with time zone', 'timestamp(6) with time zone'),
            ('report_retention', 'listed_size_bytes', 'bigint', 'decimal(38, 0)'),
            ('report_size_growth', 'size_bytes', 'bigint', 'decimal(38, 0)')
        ) as change (view_name, column_name, former_type, type)
        join pg_class c on c.relname = change.view_name
        join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
        join pg_attribute a on a.attrelid = c.oid and a.attname = change.column_name
        where format_type(a.atttypid, a.atttypmod) = change.former_type
    loop
        select string_agg(case when attname = former.column_name
                   then format('cast(%I as %s) as %I', attname, former.type, attname)
                   else quote_ident(attname) end, ', ' order by attnum)
        into columns
        from pg_attribute
        where attrelid = former.oid and attnum > 0 and not attisdropped;
        select string_agg(format('grant %s on %I to %s%s', privilege_type, former.relname,
                   case when grantee = 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end,
                   case when is_grantable then ' with grant option' else '' end), '; ')
        into grants
        from aclexplode(former.relacl)
        where grantee <> former.relowner;
        begin
            execute format('drop view %I', former.relname);
        exception when dependent_objects_still_exist then
            execute format('alter view %I rename to %I', former.relname, former.relname || '_before');
        end;
        execute format('create view %I as select %s from (%s) x', former.relname, columns, former.definition);
        if grants is not null then
            execute grants;
        end if;
    end loop;
end $$;
