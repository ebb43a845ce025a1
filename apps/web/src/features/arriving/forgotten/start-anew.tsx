/** The end of a letter's link for starting anew: whose name it is, what it costs, a new password, and only then the deed. */
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { NewPasswordField, newPasswordProblem } from '../../../passwords/new-password-field.tsx';
import { Button } from '../../../ui/control/button.tsx';
import { Form } from '../../../ui/control/form.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { Notice } from '../../../ui/sign/notice.tsx';
import { Frame } from '../frame/frame.tsx';
import { Limits } from './by-letter.tsx';

const words = t.access.anew;

export function StartAnew(props: { server: string; token: string; onDone: () => void }): ReactElement {
  const client = useClient();
  const { token } = props;
  const [name, setName] = useState<string | null>(null);
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const look = useCommand(() => client.resetName(token));
  const begin = useCommand(() => client.startAnew({ token, password }));
  const { run } = look;
  useEffect(() => {
    void run().then((outcome) => {
      if (outcome?.ok === true) setName(outcome.value);
    });
  }, [run]);
  const submit = async (): Promise<void> => {
    const fault = await newPasswordProblem(password, [name ?? '']);
    setProblem(fault);
    if (fault !== null) return input.current?.focus();
    const outcome = await begin.run();
    if (outcome?.ok === true) props.onDone();
  };
  const failure = look.failure ?? begin.failure;
  return (
    <Frame server={props.server} title={name === null ? words.title : words.titleOf(name)} lead={words.lead}>
      <Form className="arrive-form" onSubmit={() => void submit()}>
        {failure === null ? null : <Notice tone="brick">{failureText(failure)}</Notice>}
        <Limits />
        {name === null ? null : (
          <NewPasswordField
            label={t.access.passwordNew}
            value={password}
            own={[name]}
            error={problem}
            onChange={(value) => {
              begin.clear();
              setProblem(null);
              setPassword(value);
            }}
            inputRef={input}
          />
        )}
        <div className="arrive-end">
          {name === null ? null : (
            <Button tone="stop" size="big" type="submit" isPending={begin.pending}>
              {words.go}
            </Button>
          )}
          <Button tone="quiet" size="big" onPress={props.onDone} isDisabled={begin.pending}>
            {words.leave}
          </Button>
        </div>
      </Form>
    </Frame>
  );
}
