-- PostgreSQL changes no type of a view's column: views of before, whose sums were a bigint, are made anew, with the
-- same grants. One that others have built views upon stays for those under another name.
do $$
declare
    narrow record;
    columns text;
    grants text;
begin
    for narrow in
        select c.oid, c.relname, c.relowner, c.relacl, rtrim(pg_get_viewdef(c.oid), ';') as definition
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
        join pg_attribute a on a.attrelid = c.oid
        where c.relname in ('report_retention', 'report_size_growth')
          and a.attname in ('listed_size_bytes', 'size_bytes')
          and a.atttypid = 'bigint'::regtype
    loop
        select string_agg(case when attname in ('listed_size_bytes', 'size_bytes')
                   then format('cast(%I as decimal(38, 0)) as %I', attname, attname)
                   else quote_ident(attname) end, ', ' order by attnum)
        into columns
        from pg_attribute
        where attrelid = narrow.oid and attnum > 0 and not attisdropped;
        select string_agg(format('grant %s on %I to %s%s', privilege_type, narrow.relname,
                   case when grantee = 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end,
                   case when is_grantable then ' with grant option' else '' end), '; ')
        into grants
        from aclexplode(narrow.relacl)
        where grantee <> narrow.relowner;
        begin
            execute format('drop view %I', narrow.relname);
        exception when dependent_objects_still_exist then
            execute format('alter view %I rename to %I', narrow.relname, narrow.relname || '_narrow');
        end;
        execute format('create view %I as select %s from (%s) x', narrow.relname, columns, narrow.definition);
        if grants is not null then
            execute grants;
        end if;
    end loop;
end $$;
